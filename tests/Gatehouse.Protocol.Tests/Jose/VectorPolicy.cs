using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

/// <summary>The claims policy that the attack vectors are written for; a small stand-in for a real provider's.</summary>
internal static class VectorPolicy
{
    private const long Now = 1_800_000_000;

    public static bool Accepts(VerificationKeySet keys, string token, string? type) =>
        CompactJws.TryParse(token, out var jws, out _)
        && keys.Find(jws) is { } key
        && key.Verify(jws)
        && (type is null || IsType(jws.Type, type))
        && JwtClaims.TryParse(jws.Payload, out var claims, out _)
        && string.Equals(claims.Issuer, "https://issuer.example", StringComparison.Ordinal)
        && claims.Audiences.Contains("https://api.example", StringComparer.Ordinal)
        && claims.Expires > Now
        && (claims.NotBefore ?? 0) <= Now
        && (claims.IssuedAt ?? 0) <= Now;

    private static bool IsType(string? sent, string due) =>
        string.Equals(sent, due, StringComparison.OrdinalIgnoreCase)
        || string.Equals(sent, $"application/{due}", StringComparison.OrdinalIgnoreCase);
}
