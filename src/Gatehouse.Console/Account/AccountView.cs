using Gatehouse.Console.SignIn;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;

namespace Gatehouse.Console.Account;

/// <summary>What the account page shows.</summary>
public sealed record AccountView
{
    /// <summary>The language of the texts.</summary>
    public required string Language { get; init; }

    /// <summary>The path prefix of the gateway's own endpoints.</summary>
    public required string Prefix { get; init; }

    /// <summary>Where people may write for help, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>Who it is.</summary>
    public required string UserName { get; init; }

    /// <summary>The roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The token that ties the forms to the session.</summary>
    public required string FormToken { get; init; }

    /// <summary>The sessions, this one among them.</summary>
    public required IReadOnlyList<SessionRecord> Sessions { get; init; }

    /// <summary>The id of the session that asks.</summary>
    public required string ThisSession { get; init; }

    /// <summary>How long sessions last.</summary>
    public required SessionRules Rules { get; init; }

    /// <summary>The programs that act for the person: what they are called, and what was given.</summary>
    public IReadOnlyList<(string Name, TokenGrant Grant)> Programs { get; init; } = [];

    /// <summary>Whether there is a password to change.</summary>
    public bool HasPassword { get; init; }

    /// <summary>What has just been done, or null.</summary>
    public AccountEvent? Done { get; init; }

    /// <summary>What is wrong with the new password, or null.</summary>
    public PasswordFault? Fault { get; init; }

    /// <summary>What went wrong otherwise, or null: a title and a sentence.</summary>
    public (string Title, string Detail)? Problem { get; init; }
}
