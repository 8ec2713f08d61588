using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

public sealed class VerificationKeyTests
{
    public static TheoryData<string> Algorithms => [.. TestIssuer.Algorithms];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Genuine_signature_verifies(string algorithm)
    {
        using var key = TestIssuer.Key(algorithm);
        Assert.True(key.Verify(Parse(TestIssuer.Token(algorithm))));
        Assert.False(key.Verify(Parse(Swapped(TestIssuer.Token(algorithm)))));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Genuine_signature_of_another_algorithm_than_the_pinned_one_is_refused(string algorithm)
    {
        foreach (
            var other in TestIssuer.Algorithms.Where(other =>
                !string.Equals(other, algorithm, StringComparison.Ordinal)
            )
        )
        {
            using var key = Pinned(other);
            Assert.False(key.Verify(Parse(TestIssuer.Token(algorithm))));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Signature_of_another_length_is_refused(string algorithm)
    {
        using var key = TestIssuer.Key(algorithm);
        var token = TestIssuer.Token(algorithm);
        var dot = token.LastIndexOf('.') + 1;
        var signature = Base64Url.DecodeFromChars(token.AsSpan(dot));
        byte[][] others =
        [
            [],
            signature[..^1],
            [.. signature, 0],
            [0, .. signature],
            new byte[signature.Length],
            new byte[4000],
        ];
        Assert.All(others, other => Assert.False(key.Verify(Parse(token[..dot] + Base64Url.EncodeToString(other)))));
    }

    [Fact]
    public void Public_key_is_never_a_secret()
    {
        using var key = TestIssuer.Key("RS256");
        var input = TestIssuer.Token("RS256", """{"alg":"HS256"}""");
        input = input[..input.LastIndexOf('.')];
        var forged = HMACSHA256.HashData(TestIssuer.RsaPublicKeyPem(), Encoding.ASCII.GetBytes(input));
        Assert.False(key.Verify(Parse($"{input}.{Base64Url.EncodeToString(forged)}")));
    }

    [Fact]
    public void Signature_in_DER_is_refused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var q = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        var jwk =
            $$"""{"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(q.X)}}","y":"{{Base64Url.EncodeToString(q.Y)}}"}""";
        Assert.True(VerificationKey.TryFromJwk(TestIssuer.Parse(jwk), out var key, out _));
        var input = TestIssuer.Token("ES256");
        input = input[..input.LastIndexOf('.')];
        var bytes = Encoding.ASCII.GetBytes(input);
        var plain = ecdsa.SignData(bytes, HashAlgorithmName.SHA256);
        var der = ecdsa.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Assert.True(key.Verify(Parse($"{input}.{Base64Url.EncodeToString(plain)}")));
        Assert.False(key.Verify(Parse($"{input}.{Base64Url.EncodeToString(der)}")));
    }

    [Fact]
    public void Key_without_alg_may_verify_what_its_type_allows()
    {
        using var rsa = TestIssuer.Key("RS256");
        using var ec = TestIssuer.Key("ES384");
        Assert.Equal(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"], rsa.Algorithms);
        Assert.Equal(["ES384"], ec.Algorithms);
        Assert.Equal(("RSA", "EC"), (rsa.KeyType, ec.KeyType));
    }

    [Fact]
    public void Thumbprint_is_that_of_RFC_7638_section_3_1()
    {
        const string Modulus =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        var jwk = TestIssuer.Parse($$"""{"kty":"RSA","n":"{{Modulus}}","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""");
        Assert.True(VerificationKey.TryFromJwk(jwk, out var key, out _));
        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", key.Thumbprint);
        Assert.Equal("2011-04-29", key.KeyId);
    }

    [Theory]
    [InlineData("RS256", ",\"use\":\"enc\"", "use is not sig")]
    [InlineData("RS256", ",\"use\":1", "use is not a string")]
    [InlineData("ES256", ",\"key_ops\":[\"sign\"]", "key_ops does not hold verify")]
    [InlineData("ES256", ",\"key_ops\":[]", "key_ops does not hold verify")]
    [InlineData("ES256", ",\"key_ops\":\"verify\"", "key_ops does not hold verify")]
    [InlineData("ES256", ",\"key_ops\":[1,null]", "key_ops does not hold verify")]
    [InlineData("ES256", ",\"alg\":\"RS256\"", "its alg does not fit")]
    [InlineData("ES256", ",\"alg\":\"ES384\"", "its alg does not fit")]
    [InlineData("RS256", ",\"alg\":\"HS256\"", "its alg does not fit")]
    [InlineData("RS256", ",\"alg\":\"RSA-OAEP\"", "its alg does not fit")]
    [InlineData("RS256", ",\"alg\":\"none\"", "its alg does not fit")]
    [InlineData("RS256", ",\"alg\":null", "alg is not a string")]
    [InlineData("RS256", ",\"kid\":7", "kid is not a string")]
    [InlineData("RS256", ",\"kty\":\"oct\"", "a member stands twice")]
    [InlineData("RS256", ",\"k\":\"a\",\"k\":\"a\"", "a member stands twice")]
    public void Key_for_something_else_is_refused_with_the_reason(string algorithm, string more, string why)
    {
        Assert.False(
            VerificationKey.TryFromJwk(TestIssuer.Parse(TestIssuer.Jwk(algorithm, more)), out var key, out var reason)
        );
        Assert.Null(key);
        Assert.StartsWith(why, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{}", "kty is missing")]
    [InlineData(
        """{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""",
        "its kty is not one"
    )]
    [InlineData("""{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", "a secret is configured")]
    [InlineData("""{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}""", "its crv is not")]
    [InlineData("""{"kty":"EC","x":"AA","y":"AA"}""", "its crv is not")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""", "x or y is not")]
    [InlineData("""{"kty":"EC","crv":"P-256"}""", "x or y is not")]
    [InlineData("""{"kty":"RSA","n":"AQAB"}""", "n or e is missing")]
    [InlineData("""{"kty":"RSA","n":"AQ=B","e":"AQAB"}""", "n or e is missing")]
    [InlineData("""{"kty":"RSA","n":"","e":"AQAB"}""", "its RSA modulus has 0 bits")]
    [InlineData("""{"kty":"RSA","n":"AQAB","e":"AQAB"}""", "its RSA modulus has 17 bits")]
    public void Jwk_that_is_no_public_key_is_refused_with_the_reason(string jwk, string why)
    {
        Assert.False(VerificationKey.TryFromJwk(TestIssuer.Parse(jwk), out _, out var reason));
        Assert.StartsWith(why, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Point_off_its_curve_is_refused()
    {
        foreach (var algorithm in new[] { "ES256", "ES384", "ES512" })
        {
            var jwk = TestIssuer.Parse(TestIssuer.Jwk(algorithm));
            var y = Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString());
            y[^1] ^= 1;
            var bent = TestIssuer
                .Jwk(algorithm)
                .Replace(jwk.GetProperty("y").GetString()!, Base64Url.EncodeToString(y), StringComparison.Ordinal);
            Assert.False(VerificationKey.TryFromJwk(TestIssuer.Parse(bent), out _, out var reason));
            Assert.Equal("the point is not on the curve", reason);
        }
    }

    [Theory]
    [InlineData("AQ")]
    [InlineData("AA")]
    [InlineData("")]
    [InlineData("AQAA")]
    [InlineData("AQAAAAE")]
    public void Rsa_exponent_that_is_even_one_or_huge_is_refused(string exponent)
    {
        var jwk = TestIssuer.Jwk("RS256").Replace("\"AQAB\"", $"\"{exponent}\"", StringComparison.Ordinal);
        Assert.False(VerificationKey.TryFromJwk(TestIssuer.Parse(jwk), out _, out var reason));
        Assert.StartsWith("its RSA exponent", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rsa_modulus_of_1024_bits_is_refused()
    {
        using var rsa = RSA.Create(1024);
        var n = Base64Url.EncodeToString(rsa.ExportParameters(includePrivateParameters: false).Modulus);
        Assert.False(
            VerificationKey.TryFromJwk(
                TestIssuer.Parse($$"""{"kty":"RSA","n":"{{n}}","e":"AQAB"}"""),
                out _,
                out var reason
            )
        );
        Assert.Equal("its RSA modulus has 1024 bits, not 2048 to 8192", reason);
    }

    [Fact]
    public void Rsa_modulus_of_the_faulty_generator_is_refused()
    {
        // A power of 65537 modulo the product of the small primes, made 2048 bits long by an even multiple of it.
        int[] primes =
        [
            .. Enumerable.Range(3, 165).Where(static n => Enumerable.Range(2, n - 2).All(divisor => n % divisor != 0)),
        ];
        var product = primes.Aggregate(BigInteger.One, static (all, prime) => all * prime);
        var multiple = product << (2048 - (int)product.GetBitLength());
        var modulus = multiple + BigInteger.ModPow(65537, 12345, product);
        modulus += modulus.IsEven ? product : 0;
        var n = Base64Url.EncodeToString(modulus.ToByteArray(isUnsigned: true, isBigEndian: true));
        var jwk = TestIssuer.Parse($$"""{"kty":"RSA","n":"{{n}}","e":"AQAB"}""");
        Assert.False(VerificationKey.TryFromJwk(jwk, out _, out var reason));
        Assert.Equal("its RSA modulus is weak (CVE-2017-15361)", reason);
    }

    [Theory]
    [InlineData("HS256", 31)]
    [InlineData("HS384", 47)]
    [InlineData("HS512", 63)]
    [InlineData("HS256", 0)]
    public void Secret_shorter_than_the_hash_is_refused_without_being_named(string algorithm, int length)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            VerificationKey.FromSecret(new byte[length], algorithm, keyId: null)
        );
        Assert.Contains($"this one has {length}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("none")]
    [InlineData("hs256")]
    public void Secret_goes_with_an_HMAC_alone(string algorithm) =>
        Assert.Throws<ArgumentException>(() => VerificationKey.FromSecret(new byte[64], algorithm, keyId: null));

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    [InlineData("HS256")]
    public void Key_that_was_rotated_away_still_verifies_rightly(string algorithm)
    {
        var key = TestIssuer.Key(algorithm);
        key.Dispose();
        Assert.True(key.Verify(Parse(TestIssuer.Token(algorithm))));
        Assert.False(key.Verify(Parse(Swapped(TestIssuer.Token(algorithm)))));
        key.Dispose();
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Key_is_right_on_many_threads_at_once(string algorithm)
    {
        using var key = TestIssuer.Key(algorithm);
        var good = Parse(TestIssuer.Token(algorithm));
        var bad = Parse(Swapped(TestIssuer.Token(algorithm)));
        var threads = Enumerable
            .Range(0, 8)
            .Select(_ => Task.Run(() => Enumerable.Range(0, 25).All(_ => key.Verify(good) && !key.Verify(bad))));
        Assert.All(await Task.WhenAll(threads), Assert.True);
    }

    private static CompactJws Parse(string token)
    {
        Assert.True(CompactJws.TryParse(token, out var jws, out var fault), fault.ToString());
        return jws;
    }

    /// <summary>The token with another payload under the same signature.</summary>
    private static string Swapped(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Base64Url.EncodeToString("""{"sub":"admin"}"""u8)}.{parts[2]}";
    }

    private static VerificationKey Pinned(string algorithm)
    {
        if (algorithm.StartsWith("HS", StringComparison.Ordinal))
        {
            return TestIssuer.Key(algorithm);
        }

        var jwk = TestIssuer.Jwk(algorithm, $",\"alg\":\"{algorithm}\",\"use\":\"sig\",\"key_ops\":[\"verify\"]");
        Assert.True(VerificationKey.TryFromJwk(TestIssuer.Parse(jwk), out var key, out var reason), reason);
        Assert.Equal([algorithm], key.Algorithms);
        return key;
    }
}
