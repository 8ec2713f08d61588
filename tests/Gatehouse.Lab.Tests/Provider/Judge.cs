using System.Text;
using Gatehouse.Lab.Provider;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Lab.Tests.Provider;

/// <summary>What Gatehouse's own verifier says of a token and of the published keys.</summary>
internal static class Judge
{
    public static VerificationKeySet Keys(LabProvider provider)
    {
        var text = Encoding.UTF8.GetBytes(provider.KeySet().ToJsonString());
        Assert.True(VerificationKeySet.TryParse(text, out var set, out var reason), reason);
        return set;
    }

    /// <summary>Null for a good signature; otherwise what stands against it.</summary>
    public static string? Fault(LabProvider provider, string token) =>
        !CompactJws.TryParse(token, out var jws, out var fault) ? fault.ToString()
        : Keys(provider).Find(jws) is not { } key ? "key unknown"
        : key.Verify(jws) ? null
        : "signature wrong";

    public static JwtClaims Claims(string token)
    {
        Assert.True(CompactJws.TryParse(token, out var jws, out var fault), fault.ToString());
        Assert.True(JwtClaims.TryParse(jws.Payload, out var claims, out fault), fault.ToString());
        return claims;
    }

    public static string? Type(string token)
    {
        Assert.True(CompactJws.TryParse(token, out var jws, out _));
        return jws.Type;
    }
}
