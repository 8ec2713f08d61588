namespace Gatehouse.Console.SignIn;

/// <summary>What the sign-in page shows.</summary>
public sealed record SignInView
{
    /// <summary>The language of the texts.</summary>
    public required string Language { get; init; }

    /// <summary>The protection space's name.</summary>
    public required string Realm { get; init; }

    /// <summary>The path prefix of the gateway's own endpoints.</summary>
    public required string Prefix { get; init; }

    /// <summary>Where people may write for help, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>The path of this site to which the person was going.</summary>
    public required string ReturnTo { get; init; }

    /// <summary>The token that ties the form to this browser.</summary>
    public required string FormToken { get; init; }

    /// <summary>The name that was given before, or null.</summary>
    public string? Name { get; init; }

    /// <summary>What went wrong or why the person is asked, or null: a title and a sentence or two.</summary>
    public (string Title, string Detail)? Problem { get; init; }

    /// <summary>What the person can do about the problem.</summary>
    public IReadOnlyList<string> Fixes { get; init; } = [];

    /// <summary>The reference of the refusal that led here, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Where the person can set up the second factor that they lack, or null.</summary>
    public string? SetUpAddress { get; init; }

    /// <summary>Who is signed in already, or null.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>Whether the person has just signed out.</summary>
    public bool SignedOut { get; init; }

    /// <summary>Whether people sign in with a name and a password here.</summary>
    public bool TakesPasswords { get; init; } = true;

    /// <summary>The providers to sign in with: names for people, and addresses.</summary>
    public IReadOnlyList<(string Name, string Address)> Providers { get; init; } = [];

    /// <summary>Where a forgotten password is reset, or null.</summary>
    public string? ResetAddress { get; init; }

    /// <summary>Where people register, or null.</summary>
    public string? RegisterAddress { get; init; }
}
