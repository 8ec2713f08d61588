namespace Gatehouse.Gateway.Configuration;

/// <summary>What is asked of a principal (<c>require</c>, <c>per-method</c>). Every kind that is named must be met.</summary>
public sealed record RequirementConfiguration
{
    /// <summary>Nothing is asked.</summary>
    public static RequirementConfiguration None { get; } = new();

    /// <summary>One of these roles; empty asks for none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>All of these scopes.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>All of these permissions.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>A sign-in not older than this, 10s to 30d, or null.</summary>
    public TimeSpan? Fresh { get; init; }

    /// <summary>So many factors: 1 (default, any sign-in) or 2.</summary>
    public int Factor { get; init; } = 1;

    /// <summary>Whether nothing is asked.</summary>
    public bool IsNone =>
        Roles.Count == 0 && Scopes.Count == 0 && Permissions.Count == 0 && Fresh is null && Factor <= 1;
}
