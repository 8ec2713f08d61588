namespace Gatehouse.Console.SecondFactor;

/// <summary>What the page for the second factor shows.</summary>
public sealed record FactorView
{
    /// <summary>The language of the texts.</summary>
    public required string Language { get; init; }

    /// <summary>The path prefix of the gateway's own endpoints.</summary>
    public required string Prefix { get; init; }

    /// <summary>Where people may write for help, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserName { get; init; }

    /// <summary>The token that ties the forms to the session.</summary>
    public required string FormToken { get; init; }

    /// <summary>Whether there is a password to ask for.</summary>
    public bool HasPassword { get; init; }

    /// <summary>The path of this site to which the person was going, or null.</summary>
    public string? ReturnTo { get; init; }

    /// <summary>A device that could be added, where there is none.</summary>
    public NewDevice? New { get; init; }

    /// <summary>Since when there is one, or null.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many recovery codes are left.</summary>
    public int RecoveryCodes { get; init; }

    /// <summary>New recovery codes, which are shown this once; empty where none were made.</summary>
    public IReadOnlyList<string> NewRecoveryCodes { get; init; } = [];

    /// <summary>What has just been done, or null.</summary>
    public FactorEvent? Done { get; init; }

    /// <summary>What went wrong, or null: a title and a sentence.</summary>
    public (string Title, string Detail)? Problem { get; init; }

    /// <summary>What the person can do about it.</summary>
    public IReadOnlyList<string> Fixes { get; init; } = [];
}
