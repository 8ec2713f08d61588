using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

public sealed class JosePropertyTests
{
    [Fact]
    public void Random_text_is_refused_without_an_exception() =>
        Prop.ForAll<string?>(text => !CompactJws.TryParse(text ?? "", out _, out var fault) && fault != JwsFault.None)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_in_the_shape_of_a_token_never_throw() =>
        Prop.ForAll<byte[], byte[], byte[]>(
                static (header, payload, signature) =>
                {
                    var text =
                        $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(signature)}";
                    return !CompactJws.TryParse(text, out _, out _);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Random_signature_and_payload_under_a_good_header_never_verify()
    {
        var keys = TestIssuer.Algorithms.ToDictionary(static name => name, TestIssuer.Key, StringComparer.Ordinal);
        Prop.ForAll(
                Gen.Elements(TestIssuer.Algorithms.AsEnumerable()).ToArbitrary(),
                ArbMap.Default.ArbFor<byte[]>(),
                ArbMap.Default.ArbFor<byte[]>(),
                (algorithm, payload, signature) =>
                {
                    var token = TestIssuer.Token(algorithm, $$"""{"alg":"{{algorithm}}"}""", "");
                    var header = token[..token.IndexOf('.', StringComparison.Ordinal)];
                    var forged = $"{header}.{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(signature)}";
                    return CompactJws.TryParse(forged, out var jws, out _) && !keys[algorithm].Verify(jws);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_signed_verifies_and_is_read_back() =>
        Prop.ForAll(
                Gen.Elements(TestIssuer.Algorithms.AsEnumerable()).ToArbitrary(),
                ArbMap.Default.ArbFor<byte[]>(),
                static (algorithm, payload) =>
                {
                    using var key = TestIssuer.Key(algorithm);
                    var header = Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}"}""");
                    return CompactJws.TryParse(TestIssuer.Token(algorithm, header, payload), out var jws, out _)
                        && key.Verify(jws)
                        && jws.Payload.Span.SequenceEqual(payload);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public void Any_single_bit_flip_of_the_text_is_refused(string algorithm)
    {
        using var key = TestIssuer.Key(algorithm);
        var token = TestIssuer.Token(algorithm);
        for (var bit = 0; bit < token.Length * 8; bit++)
        {
            Assert.False(Accepted(key, Flipped(token, bit)));
        }
    }

    [Fact]
    public void Any_single_bit_flip_is_refused_for_every_algorithm()
    {
        var keys = TestIssuer.Algorithms.ToDictionary(static name => name, TestIssuer.Key, StringComparer.Ordinal);
        var tokens = TestIssuer.Algorithms.ToDictionary(
            static name => name,
            static name => TestIssuer.Token(name),
            StringComparer.Ordinal
        );
        Prop.ForAll(
                Gen.Elements(TestIssuer.Algorithms.AsEnumerable()).ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (algorithm, bit) =>
                    !Accepted(keys[algorithm], Flipped(tokens[algorithm], bit % (tokens[algorithm].Length * 8)))
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_payload_gives_claims_or_a_fault_and_no_exception() =>
        Prop.ForAll<string?>(text =>
            {
                var read = JwtClaims.TryParse(Encoding.UTF8.GetBytes(text ?? ""), out var claims, out var fault);
                return read == (fault == JwsFault.None) && read == (claims is not null);
            })
            .QuickCheckThrowOnFailure();

    private static string Flipped(string text, int bit)
    {
        var characters = text.ToCharArray();
        characters[bit / 8] ^= (char)(1 << (bit % 8));
        return new string(characters);
    }

    private static bool Accepted(VerificationKey key, string token) =>
        CompactJws.TryParse(token, out var jws, out _) && key.Verify(jws);
}
