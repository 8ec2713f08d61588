using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

public sealed class CompactJwsTests
{
    [Fact]
    public void Token_is_read_without_being_believed()
    {
        var token = TestIssuer.Token(
            "ES256",
            """{"alg":"ES256","kid":"k\u0031","typ":"at+jwt","cty":"x","zip":"DEF"}"""
        );
        Assert.True(CompactJws.TryParse(token, out var jws, out var fault));
        Assert.Equal(JwsFault.None, fault);
        Assert.Equal(("ES256", "k1", "at+jwt", "x"), (jws.Algorithm, jws.KeyId, jws.Type, jws.ContentType));
        Assert.Equal("""{"sub":"user-1"}""", Encoding.UTF8.GetString(jws.Payload.Span));
        Assert.StartsWith("""{"alg":"ES256",""", Encoding.UTF8.GetString(jws.Header.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Identity_of_a_token_is_the_hash_of_what_was_signed()
    {
        var token = TestIssuer.Token("ES256");
        Assert.True(CompactJws.TryParse(token, out var jws, out _));
        var signed = token[..token.LastIndexOf('.')];
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(signed)), jws.SigningInputHash());
    }

    [Fact]
    public void Second_signature_for_the_same_content_has_the_same_identity()
    {
        var payload = """{"sub":"user-1"}""";
        Assert.True(CompactJws.TryParse(TestIssuer.Token("ES256", payload: payload), out var first, out _));
        Assert.True(CompactJws.TryParse(TestIssuer.Token("ES256", payload: payload), out var second, out _));
        Assert.Equal(first.SigningInputHash(), second.SigningInputHash());
    }

    [Theory]
    [InlineData("""{"typ":"JWT"}""", JwsFault.AlgorithmMissing)]
    [InlineData("""{"alg":"none"}""", JwsFault.AlgorithmRefused)]
    [InlineData("""{"alg":"nOnE"}""", JwsFault.AlgorithmRefused)]
    [InlineData("""{"alg":""}""", JwsFault.AlgorithmRefused)]
    [InlineData("""{"alg":"es256"}""", JwsFault.AlgorithmRefused)]
    [InlineData("""{"alg":" ES256"}""", JwsFault.AlgorithmRefused)]
    [InlineData("""{"alg":"EdDSA"}""", JwsFault.AlgorithmRefused)]
    [InlineData("""{"alg":null}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":["ES256"]}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":{"a":"ES256"}}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":"ES256","kid":1}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":"ES256","kid":null}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":"ES256","typ":true}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":"ES256","cty":{}}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":"ES256","b64":"false"}""", JwsFault.HeaderMemberType)]
    [InlineData("""{"alg":"ES256","b64":false}""", JwsFault.UnencodedPayload)]
    [InlineData("""{"alg":"ES256","crit":[]}""", JwsFault.CriticalUnknown)]
    [InlineData("""{"alg":"ES256","crit":["exp"]}""", JwsFault.CriticalUnknown)]
    [InlineData("""{"alg":"ES256","crit":null}""", JwsFault.CriticalUnknown)]
    [InlineData("""{"alg":"ES256","\u0063rit":["x"]}""", JwsFault.CriticalUnknown)]
    [InlineData("""{"alg":"ES256","enc":"A128GCM"}""", JwsFault.Encrypted)]
    [InlineData("""{"alg":"none","alg":"ES256"}""", JwsFault.DuplicateMember)]
    [InlineData("""{"alg":"ES256","al\u0067":"ES256"}""", JwsFault.DuplicateMember)]
    [InlineData("""{"alg":"ES256","jwk":{"kty":"EC","kty":"EC"}}""", JwsFault.DuplicateMember)]
    [InlineData("""{"alg":"ES256"}x""", JwsFault.HeaderNotJson)]
    [InlineData("""{"alg":"ES256",}""", JwsFault.HeaderNotJson)]
    [InlineData("""["alg","ES256"]""", JwsFault.HeaderNotJson)]
    [InlineData("\"ES256\"", JwsFault.HeaderNotJson)]
    [InlineData("\uFEFF{\"alg\":\"ES256\"}", JwsFault.HeaderNotJson)]
    [InlineData("", JwsFault.HeaderNotJson)]
    public void Header_that_is_not_understood_whole_is_refused(string header, JwsFault expected)
    {
        Assert.False(CompactJws.TryParse(TestIssuer.Token("ES256", header), out var jws, out var fault));
        Assert.Null(jws);
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Header_that_is_not_UTF_8_is_refused()
    {
        var token = TestIssuer.Token("ES256", [.. "{\"alg\":\"ES256\",\"kid\":\""u8, 0xff, .. "\"}"u8], []);
        Assert.False(CompactJws.TryParse(token, out _, out var fault));
        Assert.Equal(JwsFault.HeaderNotJson, fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("a.b.c.d.e.f")]
    public void Text_without_three_parts_is_no_token(string text)
    {
        Assert.False(CompactJws.TryParse(text, out _, out var fault));
        Assert.Equal(JwsFault.NotThreeParts, fault);
    }

    [Fact]
    public void Five_parts_are_an_encrypted_token()
    {
        Assert.False(CompactJws.TryParse("a.b.c.d.e", out _, out var fault));
        Assert.Equal(JwsFault.Encrypted, fault);
    }

    [Fact]
    public void White_space_padding_and_foreign_characters_are_refused_in_every_part()
    {
        var parts = TestIssuer.Token("HS256").Split('.');
        foreach (var foreign in new[] { " ", "=", "\n", "+", "/", "?", "é", "\0" })
        {
            for (var index = 0; index < 3; index++)
            {
                foreach (var part in new[] { parts[index] + foreign, foreign + parts[index] })
                {
                    var text = string.Join('.', parts.Select((kept, at) => at == index ? part : kept));
                    Assert.False(CompactJws.TryParse(text, out _, out var fault));
                    Assert.Equal(JwsFault.BadBase64Url, fault);
                }
            }
        }
    }

    [Fact]
    public void Second_spelling_of_the_same_bytes_is_refused()
    {
        // 32 bytes take 43 characters: the last one carries two unused bits.
        var token = TestIssuer.Token("HS256");
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = Alphabet.IndexOf(token[^1], StringComparison.Ordinal);
        Assert.All(
            new[] { 1, 2, 3 },
            bits =>
            {
                Assert.False(CompactJws.TryParse(token[..^1] + Alphabet[last + bits], out _, out var fault));
                Assert.Equal(JwsFault.BadBase64Url, fault);
            }
        );
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(CompactJws.MaxLength + 1)]
    public void Text_over_16_KiB_is_refused_before_it_is_read(int length)
    {
        Assert.False(CompactJws.TryParse(new string('.', length), out _, out var fault));
        Assert.Equal(JwsFault.TooLong, fault);
    }

    [Fact]
    public void Header_over_4_KiB_is_refused()
    {
        var header = $$"""{"alg":"ES256","kid":"{{new string('k', 3100)}}"}""";
        Assert.True(Base64Url.GetEncodedLength(header.Length) > CompactJws.MaxHeaderLength);
        Assert.False(CompactJws.TryParse(TestIssuer.Token("ES256", header), out _, out var fault));
        Assert.Equal(JwsFault.TooLong, fault);
    }

    [Fact]
    public void Longest_token_is_read()
    {
        var payload = new string('x', 12_000);
        Assert.True(CompactJws.TryParse(TestIssuer.Token("ES256", payload: payload), out var jws, out _));
        Assert.Equal(12_000, jws.Payload.Length);
    }
}
