namespace Gatehouse.Decisions.Tokens;

/// <summary>A grant to be kept, with the code that is its first credential.</summary>
/// <param name="Id">The public id, of <see cref="GrantText.CreateId"/>.</param>
/// <param name="UserId">Who gives it.</param>
/// <param name="SessionId">The session in which it is given: it must still be open.</param>
/// <param name="ClientId">The program that gets it.</param>
/// <param name="Scopes">The scopes that are allowed.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="CodeSha256">The hash of the authorization code.</param>
/// <param name="CodeExpiresAt">Until when the code is taken.</param>
/// <param name="RedirectUri">Where the code is sent, as the request named it.</param>
/// <param name="CodeChallenge">The S256 challenge of whoever may exchange the code (RFC 7636).</param>
/// <param name="AuthenticatedAt">When the person proved who they are.</param>
public sealed record NewGrant(
    string Id,
    long UserId,
    string SessionId,
    string ClientId,
    IReadOnlyList<string> Scopes,
    DateTimeOffset ExpiresAt,
    ReadOnlyMemory<byte> CodeSha256,
    DateTimeOffset CodeExpiresAt,
    string RedirectUri,
    string CodeChallenge,
    DateTimeOffset AuthenticatedAt
)
{
    /// <summary>The roles that a provider gave to the session, or null.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>For which resource its tokens are made, or null: for the site.</summary>
    public string? Resource { get; init; }

    /// <summary>The class of the sign-in, or null.</summary>
    public string? Acr { get; init; }

    /// <summary>The methods of the sign-in.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];
}
