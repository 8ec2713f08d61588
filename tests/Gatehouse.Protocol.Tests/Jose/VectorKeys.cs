using System.Text;
using System.Text.Json;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

/// <summary>Makes of a vector's JWK or key set what an operator would: secrets are configured, all else is published.</summary>
internal static class VectorKeys
{
    public static VerificationKeySet Of(JsonElement jwkOrSet, string? algorithm = null)
    {
        JsonElement[] keys = jwkOrSet.TryGetProperty("keys", out var list) ? [.. list.EnumerateArray()] : [jwkOrSet];
        return Array.TrueForAll(keys, IsSecret)
            ? VerificationKeySet.Of(keys.Select(key => Secret(key, algorithm)).OfType<VerificationKey>())
            : Published(keys);
    }

    public static VerificationKeySet Published(params JsonElement[] keys)
    {
        var json = $$"""{"keys":[{{string.Join(',', keys.Select(static key => key.GetRawText()))}}]}""";
        Assert.True(VerificationKeySet.TryParse(Encoding.UTF8.GetBytes(json), out var set, out var reason), reason);
        return set;
    }

    public static bool IsSecret(JsonElement key) => key.GetProperty("kty").ValueEquals("oct");

    /// <summary>A configured secret, or null when the configuration refuses it.</summary>
    public static VerificationKey? Secret(JsonElement key, string? algorithm)
    {
        var name = key.TryGetProperty("alg", out var alg) ? alg.GetString()! : algorithm!;
        var secret = Secret(key.GetProperty("k").GetString()!);
        try
        {
            return VerificationKey.FromSecret(
                secret,
                name,
                key.TryGetProperty("kid", out var kid) ? kid.GetString() : null
            );
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Decodes as a careless configuration would: one vector's second secret has unused bits that are set.</summary>
    private static byte[] Secret(string base64Url)
    {
        var base64 = base64Url.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
    }

    public static bool Accepts(this VerificationKeySet set, string token) =>
        CompactJws.TryParse(token, out var jws, out _) && set.Find(jws) is { } key && key.Verify(jws);
}
