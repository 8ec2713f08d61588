namespace Gatehouse.Console.Authorize;

/// <summary>What the page shows on which a person lets a program act for them.</summary>
public sealed record AuthorizeView
{
    /// <summary>The language of the texts.</summary>
    public required string Language { get; init; }

    /// <summary>The path prefix of the gateway's own endpoints.</summary>
    public required string Prefix { get; init; }

    /// <summary>Where people may write for help, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>The protection space's name.</summary>
    public required string Realm { get; init; }

    /// <summary>Who is asked.</summary>
    public required string UserName { get; init; }

    /// <summary>What the program is called.</summary>
    public required string Application { get; init; }

    /// <summary>Where the answer goes: a host, or the scheme of a program on this device.</summary>
    public required string GoesTo { get; init; }

    /// <summary>What it asks for.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The token that ties the form to the session.</summary>
    public required string FormToken { get; init; }

    /// <summary>The request, sealed.</summary>
    public required string Request { get; init; }
}
