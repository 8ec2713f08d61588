using System.Collections.Frozen;

namespace Gatehouse.Gateway.SignIn;

/// <summary>What the configuration says of signing in.</summary>
internal sealed record SignInSettings
{
    /// <summary>Where a forgotten password is reset elsewhere, or null.</summary>
    public string? ResetUrl { get; init; }

    /// <summary>Where people register, or null.</summary>
    public string? RegisterUrl { get; init; }

    /// <summary>The providers to sign in with, by name, in order.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>What the programs are called that act for people, by <c>client_id</c>.</summary>
    public IReadOnlyDictionary<string, string> Applications { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether letters can be sent, and so passwords be reset here.</summary>
    public bool SendsMail { get; init; }
}
