using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>Writes and signs tokens (RFC 7515, RFC 7519), wrong ones on purpose.</summary>
internal sealed class TokenMint(string issuer, ProviderSigningKeys keys)
{
    /// <summary>The audience of access tokens that nobody asked another for.</summary>
    public const string DefaultAudience = "lab-api";

    /// <summary>Writes a signed token.</summary>
    /// <param name="order">What is wanted; of kind <see cref="TokenKind.Access"/> or <see cref="TokenKind.Id"/>.</param>
    /// <param name="knobs">What holds where the order says nothing.</param>
    /// <param name="issuedAt">When it was made, by the provider's clock.</param>
    /// <param name="expiresAt">When it ends.</param>
    /// <param name="notBefore">From when it is good, or null.</param>
    /// <param name="authenticatedAt">When the person signed in, or null where it does not say.</param>
    /// <param name="id">Its <c>jti</c>.</param>
    public string Write(
        TokenOrder order,
        ProviderKnobs knobs,
        DateTimeOffset issuedAt,
        DateTimeOffset expiresAt,
        DateTimeOffset? notBefore,
        DateTimeOffset? authenticatedAt,
        string id
    )
    {
        var isAccess = order.Kind == TokenKind.Access;
        var claims = new JsonObject
        {
            ["iss"] = order.Issuer ?? knobs.TokenIssuer ?? issuer,
            ["sub"] = order.Subject,
            ["aud"] = AudienceOf(order, knobs),
            ["iat"] = issuedAt.ToUnixTimeSeconds(),
            ["exp"] = expiresAt.ToUnixTimeSeconds(),
            ["jti"] = id,
        };
        if (isAccess)
        {
            claims["client_id"] = order.ClientId;
            claims["scope"] = order.Scope;
        }

        if (notBefore is { } start)
        {
            claims["nbf"] = start.ToUnixTimeSeconds();
        }

        if (authenticatedAt is { } signedIn)
        {
            claims["auth_time"] = signedIn.ToUnixTimeSeconds();
        }

        Override(claims, order.Claims);
        return Sign(order, knobs, isAccess ? knobs.TokenType ?? "at+jwt" : "JWT", claims);
    }

    public static string AudienceOf(TokenOrder order, ProviderKnobs knobs) =>
        order.Audience ?? knobs.TokenAudience ?? (order.Kind == TokenKind.Id ? order.ClientId : DefaultAudience);

    private string Sign(TokenOrder order, ProviderKnobs knobs, string type, JsonObject claims)
    {
        var algorithm = order.Algorithm ?? knobs.Algorithm;
        var (key, keyId) = keys.For(algorithm).For(order.Key);
        var header = new JsonObject
        {
            ["alg"] = algorithm switch
            {
                TokenAlgorithm.Rs256 => "RS256",
                TokenAlgorithm.None => "none",
                TokenAlgorithm.Hs256WithPublicKey => "HS256",
                _ => "ES256",
            },
            ["typ"] = type,
            ["kid"] = keyId,
        };
        Override(header, order.Header);
        var input = Encode(header) + "." + Encode(claims);
        var bytes = Encoding.ASCII.GetBytes(input);
        var signature = algorithm switch
        {
            TokenAlgorithm.None => [],
            TokenAlgorithm.Hs256WithPublicKey => HMACSHA256.HashData(key.PublicPem(), bytes),
            _ => key.Sign(bytes),
        };
        return Tampered(order.Tamper ?? knobs.Tamper, input, claims, signature);
    }

    private static string Tampered(TokenTamper tamper, string input, JsonObject claims, byte[] signature)
    {
        if (tamper == TokenTamper.Signature && signature.Length > 0)
        {
            signature[signature.Length / 2] ^= 1;
        }

        if (tamper == TokenTamper.Payload)
        {
            claims["sub"] = "admin";
            input = input[..(input.IndexOf('.', StringComparison.Ordinal) + 1)] + Encode(claims);
        }

        var text = input + "." + Base64Url.EncodeToString(signature);
        // Into the payload, so that no shorter token is left that could still be read.
        return tamper == TokenTamper.Truncated ? text[..(text.IndexOf('.', StringComparison.Ordinal) + 20)] : text;
    }

    private static string Encode(JsonObject json) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static void Override(JsonObject target, IEnumerable<KeyValuePair<string, JsonNode?>> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
