using System.Buffers.Text;
using System.Security.Cryptography;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Forwarding;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Makes access tokens (RFC 9068) and the answers that carry them.</summary>
internal sealed class TokenMint(AssertionKeys keys, TimeProvider time)
{
    private const int IdLength = 12;

    /// <summary>A token for whoever acts for itself.</summary>
    public byte[] Answer(
        GatehouseConfiguration configuration,
        string user,
        string client,
        IReadOnlyList<string> scopes,
        string resource
    ) => Answer(configuration, user, client, scopes, resource, grant: null, refreshToken: null);

    /// <summary>A token for whoever acts for a person, and the refresh token for the next one.</summary>
    public byte[] Answer(
        GatehouseConfiguration configuration,
        TokenGrant grant,
        IReadOnlyList<string> scopes,
        string resource,
        string refreshToken
    ) => Answer(configuration, grant.UserName, grant.ClientId, scopes, resource, grant, refreshToken);

    private byte[] Answer(
        GatehouseConfiguration configuration,
        string user,
        string client,
        IReadOnlyList<string> scopes,
        string resource,
        TokenGrant? grant,
        string? refreshToken
    )
    {
        var life = configuration.Tokens.Access;
        var claims = Claims(configuration, user, client, scopes, resource, grant, time.GetUtcNow(), life);
        var token = keys.InUse.Sign("at+jwt", claims);
        return Json.Write(json =>
        {
            json.WriteString("access_token", token);
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", (long)life.TotalSeconds);
            json.WriteString("scope", string.Join(' ', scopes));
            if (refreshToken is not null)
            {
                json.WriteString("refresh_token", refreshToken);
            }
        });
    }

    private static byte[] Claims(
        GatehouseConfiguration configuration,
        string user,
        string client,
        IReadOnlyList<string> scopes,
        string resource,
        TokenGrant? grant,
        DateTimeOffset now,
        TimeSpan life
    ) =>
        Json.Write(json =>
        {
            json.WriteString("iss", configuration.PublicUrl.GetLeftPart(UriPartial.Authority));
            json.WriteString("aud", resource);
            json.WriteString("sub", user);
            json.WriteString("client_id", client);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + life).ToUnixTimeSeconds());
            json.WriteString("jti", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdLength)));
            json.WriteString("scope", string.Join(' ', scopes));
            if (grant is not null)
            {
                json.WriteString(OwnTokens.GrantClaim, grant.Id);
                if (grant.AuthenticatedAt > DateTimeOffset.UnixEpoch)
                {
                    json.WriteNumber("auth_time", grant.AuthenticatedAt.ToUnixTimeSeconds());
                }

                if (grant.Acr is { } acr)
                {
                    json.WriteString("acr", acr);
                }

                if (grant.Methods.Count > 0)
                {
                    json.WriteTexts("amr", grant.Methods);
                }
            }
        });
}
