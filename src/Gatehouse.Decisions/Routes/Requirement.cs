namespace Gatehouse.Decisions.Routes;

/// <summary>What a route asks of a principal. Every kind named must be met.</summary>
public sealed record Requirement
{
    /// <summary>One of these roles; empty asks for none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>All of these scopes.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>All of these permissions.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>A sign-in not older than this, or null.</summary>
    public TimeSpan? Fresh { get; init; }

    /// <summary>So many factors; 1 is any sign-in.</summary>
    public int Factor { get; init; } = 1;

    /// <summary>Nothing is asked.</summary>
    public static Requirement None { get; } = new();
}
