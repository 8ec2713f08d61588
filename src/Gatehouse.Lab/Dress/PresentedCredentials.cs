using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Lab.Dress;

/// <summary>What servers tell of the credentials that they refuse. None of it is verified.</summary>
/// <param name="Scheme">The scheme's name as sent, or null.</param>
/// <param name="User">The user of Basic credentials, or null.</param>
/// <param name="Claims">The claims of a Bearer token, or null.</param>
internal sealed record PresentedCredentials(string? Scheme, string? User, JwtClaims? Claims)
{
    private static readonly PresentedCredentials Nothing = new(Scheme: null, User: null, Claims: null);

    /// <summary>The first audience of a Bearer token, or null.</summary>
    public string? Audience => Claims is { Audiences: [var first, ..] } ? first : null;

    /// <summary>Reads a field value; never throws for it.</summary>
    public static PresentedCredentials Read(string? field)
    {
        if (string.IsNullOrEmpty(field))
        {
            return Nothing;
        }

        var scheme = CredentialsParser.SchemeOf(field).ToString();
        if (scheme.Length == 0)
        {
            return Nothing;
        }

        if (!CredentialsParser.TryParse(field, out var credentials, out _) || credentials is null)
        {
            return new(scheme, User: null, Claims: null);
        }

        return new(
            scheme,
            credentials.Is("Basic") && BasicCredentials.TryDecode(credentials.Token68, out var user, out _, out _)
                ? user
                : null,
            credentials.Is("Bearer") ? ClaimsOf(credentials.Token68) : null
        );
    }

    private static JwtClaims? ClaimsOf(string? token) =>
        token is not null
        && CompactJws.TryParse(token, out var jws, out _)
        && JwtClaims.TryParse(jws.Payload, out var claims, out _)
            ? claims
            : null;
}
