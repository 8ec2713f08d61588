using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>A key pair of the provider, EC or RSA. Safe to use from many threads, one after the other.</summary>
internal sealed class LabSigningKey : IDisposable
{
    private const int RsaBits = 2048;

    private readonly Lock _gate = new();
    private readonly AsymmetricAlgorithm _pair;
    private readonly JsonObject _jwk;

    private LabSigningKey(AsymmetricAlgorithm pair, string algorithm, params (string Name, string Value)[] members)
    {
        _pair = pair;
        // RFC 7638: the required members in order, which is how they are given.
        var required = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, Text(member.Value))));
        KeyId = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(required.ToJsonString())));
        _jwk = required;
        _jwk["kid"] = KeyId;
        _jwk["use"] = "sig";
        _jwk["alg"] = algorithm;
    }

    /// <summary>Its thumbprint (RFC 7638).</summary>
    public string KeyId { get; }

    public static LabSigningKey CreateEc()
    {
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return new LabSigningKey(
            pair,
            "ES256",
            ("crv", "P-256"),
            ("kty", "EC"),
            ("x", Base64Url.EncodeToString(point.X)),
            ("y", Base64Url.EncodeToString(point.Y))
        );
    }

    public static LabSigningKey CreateRsa()
    {
        var pair = RSA.Create(RsaBits);
        var parameters = pair.ExportParameters(includePrivateParameters: false);
        return new LabSigningKey(
            pair,
            "RS256",
            ("e", Base64Url.EncodeToString(parameters.Exponent)),
            ("kty", "RSA"),
            ("n", Base64Url.EncodeToString(parameters.Modulus))
        );
    }

    /// <summary>The public half as a JWK, under another <c>kid</c> where one is given.</summary>
    public JsonObject PublicJwk(string? keyId = null)
    {
        var jwk = _jwk.DeepClone().AsObject();
        jwk["kid"] = keyId ?? KeyId;
        return jwk;
    }

    /// <summary>The public half in PEM: what somebody who mistakes it for a secret keys an HMAC with.</summary>
    public byte[] PublicPem()
    {
        lock (_gate)
        {
            return Encoding.ASCII.GetBytes(_pair.ExportSubjectPublicKeyInfoPem());
        }
    }

    public byte[] Sign(byte[] input)
    {
        lock (_gate)
        {
            return _pair is ECDsa elliptic
                ? elliptic.SignData(
                    input,
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                )
                : ((RSA)_pair).SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose() => _pair.Dispose();

    private static JsonNode? Text(string value) => value;
}
