using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Console.Help;

/// <summary>What the help page shows.</summary>
public sealed record HelpView
{
    /// <summary>The language of the texts.</summary>
    public required string Language { get; init; }

    /// <summary>The protection space's name.</summary>
    public required string Realm { get; init; }

    /// <summary>The path prefix of the gateway's own endpoints.</summary>
    public required string Prefix { get; init; }

    /// <summary>Where people may write for help, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>The site's own address.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Which addresses take which ways in, in order; none of them hidden. No ways: open to everybody.</summary>
    public required IReadOnlyList<(string Addresses, IReadOnlyList<string> Schemes)> Routes { get; init; }

    /// <summary>The field that a key may stand in besides <c>Authorization</c>, or null.</summary>
    public string? KeyHeader { get; init; }

    /// <summary>Whose tokens are taken; empty for our own.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = [];

    /// <summary>How long sign-ins last.</summary>
    public required SessionRules Rules { get; init; }
}
