using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Protocol.Jose;

/// <summary>An ES256 key (RFC 7518 section 3.4) that signs this site's own tokens. Safe to use from many threads.</summary>
public sealed class SigningKey : IDisposable
{
    private static readonly SearchValues<char> _typeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-./"
    );

    private readonly ECParameters _parameters;
    private readonly InstancePool<ECDsa> _pool;

    private SigningKey(ECParameters parameters)
    {
        _parameters = parameters;
        _pool = new InstancePool<ECDsa>(() => ECDsa.Create(parameters));
        KeyId = KeyThumbprint.Ec(EllipticCurve.P256.Name, parameters.Q.X, parameters.Q.Y);
    }

    /// <summary>The <c>kid</c> of what it signs: its SHA-256 thumbprint (RFC 7638) in base64url.</summary>
    public string KeyId { get; }

    private string MembersOfJwk =>
        $"""
        "kty":"EC","crv":"P-256","x":"{Base64Url.EncodeToString(_parameters.Q.X)}","y":"{Base64Url.EncodeToString(
            _parameters.Q.Y
        )}"
        """;

    /// <summary>Makes a new key.</summary>
    /// <returns>The key.</returns>
    public static SigningKey CreateEs256()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(ecdsa.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Reads a key that <see cref="ExportPkcs8"/> has written.</summary>
    /// <param name="pkcs8">An unencrypted PKCS#8 PrivateKeyInfo in DER, and nothing behind it.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CryptographicException">The bytes are no such key, or its curve is not P-256.</exception>
    public static SigningKey FromPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(pkcs8, out var read);
        var parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        if (
            read != pkcs8.Length
            || !string.Equals(
                parameters.Curve.Oid.Value,
                ECCurve.NamedCurves.nistP256.Oid.Value,
                StringComparison.Ordinal
            )
        )
        {
            throw new CryptographicException("The key is not one on the curve P-256.");
        }

        return new SigningKey(parameters);
    }

    /// <summary>Writes the private key: a secret, to be stored with as narrow rights as can be.</summary>
    /// <returns>An unencrypted PKCS#8 PrivateKeyInfo in DER.</returns>
    public byte[] ExportPkcs8()
    {
        var ecdsa = _pool.Rent();
        try
        {
            return ecdsa.ExportPkcs8PrivateKey();
        }
        finally
        {
            _pool.Return(ecdsa);
        }
    }

    /// <summary>The public half as a JWK for a published key set.</summary>
    /// <returns>A JSON object.</returns>
    public string PublicJwk() => $$"""{{{MembersOfJwk}},"kid":"{{KeyId}}","use":"sig","alg":"ES256"}""";

    /// <summary>The public half, to verify with.</summary>
    /// <returns>A key with the same <see cref="KeyId"/>.</returns>
    public VerificationKey ToVerificationKey() => VerificationKey.FromP256(_parameters.Q.X!, _parameters.Q.Y!, KeyId);

    /// <summary>Signs a payload.</summary>
    /// <param name="type">The <c>typ</c>, such as <c>at+jwt</c> (RFC 9068): ASCII letters, digits and <c>+ - . /</c>.</param>
    /// <param name="payloadJson">The claims set in UTF-8, written as it is.</param>
    /// <returns>The JWS in compact serialization.</returns>
    /// <exception cref="ArgumentException">The type is empty or has other characters.</exception>
    public string Sign(string type, ReadOnlySpan<byte> payloadJson)
    {
        Check(type);
        return SignUnder($$"""{"alg":"ES256","typ":"{{type}}","kid":"{{KeyId}}"}""", payloadJson);
    }

    /// <summary>Signs a payload for whoever does not know the key: its public half goes along (<c>jwk</c>, RFC 7515 section 4.1.3).</summary>
    /// <param name="type">The <c>typ</c>, such as <c>dpop+jwt</c> (RFC 9449): ASCII letters, digits and <c>+ - . /</c>.</param>
    /// <param name="payloadJson">The claims set in UTF-8, written as it is.</param>
    /// <returns>The JWS in compact serialization.</returns>
    /// <exception cref="ArgumentException">The type is empty or has other characters.</exception>
    public string SignWithJwk(string type, ReadOnlySpan<byte> payloadJson)
    {
        Check(type);
        return SignUnder($$$"""{"typ":"{{{type}}}","alg":"ES256","jwk":{{{{MembersOfJwk}}}}}""", payloadJson);
    }

    /// <summary>Frees the native handles that lie idle.</summary>
    public void Dispose() => _pool.Dispose();

    private static void Check(string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (type.AsSpan().ContainsAnyExcept(_typeCharacters))
        {
            throw new ArgumentException("A type is ASCII letters, digits and + - . / only.", nameof(type));
        }
    }

    private string SignUnder(string header, ReadOnlySpan<byte> payloadJson)
    {
        var input =
            $"{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(header))}.{Base64Url.EncodeToString(payloadJson)}";
        Span<byte> signature = stackalloc byte[2 * EllipticCurve.P256.FieldBytes];
        SignHash(SHA256.HashData(Encoding.ASCII.GetBytes(input)), signature);
        return $"{input}.{Base64Url.EncodeToString(signature)}";
    }

    private void SignHash(ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        var ecdsa = _pool.Rent();
        try
        {
            ecdsa.SignHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            _pool.Return(ecdsa);
        }
    }
}
