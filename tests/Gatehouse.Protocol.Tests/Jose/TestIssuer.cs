using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

/// <summary>Signs tokens with keys made for this run, by the platform's primitives alone.</summary>
internal static class TestIssuer
{
    private static readonly byte[] _secret = RandomNumberGenerator.GetBytes(64);
    private static readonly RSA _rsa = RSA.Create(2048);
    private static readonly Dictionary<string, ECDsa> _curves = new(StringComparer.Ordinal)
    {
        ["ES256"] = ECDsa.Create(ECCurve.NamedCurves.nistP256),
        ["ES384"] = ECDsa.Create(ECCurve.NamedCurves.nistP384),
        ["ES512"] = ECDsa.Create(ECCurve.NamedCurves.nistP521),
    };

    public static IReadOnlyList<string> Algorithms { get; } =
    ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static string Token(string algorithm, string? header = null, string payload = """{"sub":"user-1"}""") =>
        Token(
            algorithm,
            Encoding.UTF8.GetBytes(header ?? $$"""{"alg":"{{algorithm}}"}"""),
            Encoding.UTF8.GetBytes(payload)
        );

    public static string Token(string algorithm, byte[] header, byte[] payload)
    {
        var input = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{input}.{Base64Url.EncodeToString(Sign(algorithm, Encoding.ASCII.GetBytes(input)))}";
    }

    public static VerificationKey Key(string algorithm)
    {
        if (algorithm.StartsWith("HS", StringComparison.Ordinal))
        {
            return VerificationKey.FromSecret(_secret, algorithm, keyId: null);
        }

        Assert.True(VerificationKey.TryFromJwk(Parse(Jwk(algorithm)), out var key, out var reason), reason);
        return key;
    }

    /// <summary>The public JWK as members, without braces, so that a test can add its own.</summary>
    public static string JwkMembers(string algorithm)
    {
        if (_curves.TryGetValue(algorithm, out var curve))
        {
            var q = curve.ExportParameters(includePrivateParameters: false).Q;
            var name = algorithm switch
            {
                "ES256" => "P-256",
                "ES384" => "P-384",
                _ => "P-521",
            };
            return $""" "kty":"EC","crv":"{name}","x":"{Base64Url.EncodeToString(q.X)}","y":"{Base64Url.EncodeToString(q.Y)}" """;
        }

        var rsa = _rsa.ExportParameters(includePrivateParameters: false);
        return $""" "kty":"RSA","n":"{Base64Url.EncodeToString(rsa.Modulus)}","e":"{Base64Url.EncodeToString(rsa.Exponent)}" """;
    }

    public static string Jwk(string algorithm, string more = "") => $$"""{{{JwkMembers(algorithm)}}{{more}}}""";

    public static JsonElement Parse(string json) => JsonElement.Parse(json);

    public static byte[] RsaPublicKeyPem() => Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());

    private static byte[] Sign(string algorithm, byte[] input)
    {
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        return algorithm[..2] switch
        {
            "HS" => CryptographicOperations.HmacData(hash, _secret, input),
            "RS" => _rsa.SignData(input, hash, RSASignaturePadding.Pkcs1),
            "PS" => _rsa.SignData(input, hash, RSASignaturePadding.Pss),
            _ => _curves[algorithm].SignData(input, hash),
        };
    }
}
