namespace Gatehouse.Decisions.Tokens;

/// <summary>
/// A program's leave to act for a person, as the store keeps it: what one passage through the authorization endpoint gave.
/// The code, and every refresh token that descends from it, are one family that ends as one.
/// </summary>
public sealed record TokenGrant
{
    /// <summary>The public id: it names the grant and opens nothing.</summary>
    public required string Id { get; init; }

    /// <summary>Who gave it.</summary>
    public required long UserId { get; init; }

    /// <summary>The canonical name of who gave it.</summary>
    public required string UserName { get; init; }

    /// <summary>The program that has it (<c>client_id</c>).</summary>
    public required string ClientId { get; init; }

    /// <summary>The scopes that were allowed.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The roles that a provider gave to the session in which it was allowed, besides the person's own; or null.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>For which resource its tokens are made (RFC 8707), or null: for the site.</summary>
    public string? Resource { get; init; }

    /// <summary>When the person proved who they are, before they allowed it.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The class of that sign-in (<c>acr</c>), or null.</summary>
    public string? Acr { get; init; }

    /// <summary>The methods of that sign-in (<c>amr</c>, RFC 8176); empty where they are not known.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>When it was given.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When tokens were last taken with it.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What ended it; only with <see cref="EndedAt"/>.</summary>
    public GrantEnd? EndedBy { get; init; }
}
