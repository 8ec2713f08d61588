namespace Gatehouse.Console.SignIn;

/// <summary>What the page for the code of a second factor shows.</summary>
public sealed record CodeView
{
    /// <summary>The language of the texts.</summary>
    public required string Language { get; init; }

    /// <summary>The path prefix of the gateway's own endpoints.</summary>
    public required string Prefix { get; init; }

    /// <summary>Where people may write for help, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>Who signs in.</summary>
    public required string UserName { get; init; }

    /// <summary>The token that ties the form to this browser.</summary>
    public required string FormToken { get; init; }

    /// <summary>The sealed proof of what the person has shown already.</summary>
    public required string Ticket { get; init; }

    /// <summary>The path of this site to which the person was going.</summary>
    public required string ReturnTo { get; init; }

    /// <summary>What went wrong, or null: a title and a sentence.</summary>
    public (string Title, string Detail)? Problem { get; init; }

    /// <summary>What the person can do about it.</summary>
    public IReadOnlyList<string> Fixes { get; init; } = [];

    /// <summary>The refusal's reference, or null.</summary>
    public string? Reference { get; init; }
}
