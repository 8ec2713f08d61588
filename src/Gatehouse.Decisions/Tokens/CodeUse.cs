namespace Gatehouse.Decisions.Tokens;

/// <summary>An authorization code that is exchanged (RFC 6749 section 4.1.3, RFC 7636 section 4.5).</summary>
/// <param name="CodeSha256">The hash of the code.</param>
/// <param name="ClientId">The program that exchanges it.</param>
/// <param name="RedirectUri">The redirect URI that it names, or null: the challenge alone binds the code then, as in OAuth 2.1.</param>
/// <param name="CodeChallenge">The challenge that its verifier gives.</param>
/// <param name="RefreshSha256">The hash of the refresh token that it gets.</param>
public sealed record CodeUse(
    ReadOnlyMemory<byte> CodeSha256,
    string ClientId,
    string? RedirectUri,
    string CodeChallenge,
    ReadOnlyMemory<byte> RefreshSha256
);
