using System.Text;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

public sealed class VerificationKeySetTests
{
    [Fact]
    public void Usable_keys_are_found_by_kid_and_the_rest_is_listed_with_reasons()
    {
        var set = Parse(
            TestIssuer.Jwk("ES256", ",\"kid\":\"a\""),
            TestIssuer.Jwk("RS256", ",\"kid\":\"b\",\"use\":\"enc\""),
            """{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","kid":"c","alg":"HS256"}""",
            "7"
        );
        Assert.Equal("EC", set.Find("a")!.KeyType);
        Assert.Null(set.Find("A"));
        Assert.Null(set.Find("b"));
        Assert.Null(set.Find("c"));
        Assert.Single(set.Keys);
        Assert.Equal(
            ["key 2: use is not sig", "key 3: a secret is configured, never published", "key 4: not a JSON object"],
            set.Skipped
        );
    }

    [Fact]
    public void Different_keys_under_one_kid_are_all_left_out()
    {
        var set = Parse(
            TestIssuer.Jwk("ES256", ",\"kid\":\"a\""),
            TestIssuer.Jwk("ES384", ",\"kid\":\"a\""),
            TestIssuer.Jwk("ES512", ",\"kid\":\"b\"")
        );
        Assert.Null(set.Find("a"));
        Assert.NotNull(set.Find("b"));
        Assert.Equal(["key 1: its kid is another key's too", "key 2: its kid is another key's too"], set.Skipped);
    }

    [Fact]
    public void Same_key_twice_is_one_key()
    {
        var jwk = TestIssuer.Jwk("ES256", ",\"kid\":\"a\"");
        var set = Parse(jwk, jwk);
        Assert.NotNull(set.Find("a"));
        Assert.Single(set.Skipped);
    }

    [Fact]
    public void Encryption_key_under_the_same_kid_does_not_hide_the_signing_key()
    {
        var set = Parse(
            TestIssuer.Jwk("RS256", ",\"kid\":\"a\",\"use\":\"enc\""),
            TestIssuer.Jwk("RS256", ",\"kid\":\"a\",\"use\":\"sig\"")
        );
        Assert.NotNull(set.Find("a"));
    }

    [Fact]
    public void Token_without_kid_is_for_the_only_key_of_its_algorithm()
    {
        var set = Parse(TestIssuer.Jwk("ES256", ",\"kid\":\"a\""), TestIssuer.Jwk("ES384"), TestIssuer.Jwk("RS256"));
        Assert.True(CompactJws.TryParse(TestIssuer.Token("ES256"), out var jws, out _));
        Assert.Equal("a", set.Find(jws)!.KeyId);
        Assert.True(CompactJws.TryParse(TestIssuer.Token("ES512"), out jws, out _));
        Assert.Null(set.Find(jws));
    }

    [Fact]
    public void Token_without_kid_is_for_no_key_where_two_would_fit()
    {
        var set = Parse(TestIssuer.Jwk("ES256", ",\"kid\":\"a\""), TestIssuer.Jwk("ES256", ",\"kid\":\"b\""));
        Assert.True(CompactJws.TryParse(TestIssuer.Token("ES256"), out var jws, out _));
        Assert.Null(set.Find(jws));
    }

    [Fact]
    public void Token_with_a_kid_is_never_tried_with_another_key()
    {
        var set = Parse(TestIssuer.Jwk("ES256"), TestIssuer.Jwk("ES384", ",\"kid\":\"b\""));
        Assert.True(
            CompactJws.TryParse(TestIssuer.Token("ES256", """{"alg":"ES256","kid":"x"}"""), out var jws, out _)
        );
        Assert.Null(set.Find(jws));
    }

    [Fact]
    public void Configured_secrets_make_a_set()
    {
        var set = VerificationKeySet.Of([VerificationKey.FromSecret(new byte[32], "HS256", "s")]);
        Assert.Equal("oct", set.Find("s")!.KeyType);
    }

    [Theory]
    [InlineData("", "not JSON at byte 0")]
    [InlineData("[]", "not JSON at byte 0")]
    [InlineData("{}", "has no array named keys")]
    [InlineData("""{"keys":{}}""", "has no array named keys")]
    [InlineData("""{"keys":[],"keys":[]}""", "a member stands twice in one object at byte 17")]
    [InlineData("""{"keys":[{"kty":"EC","kty":"RSA"}]}""", "a member stands twice in one object at byte 26")]
    [InlineData("<html>", "not JSON at byte 0")]
    public void Text_that_is_no_key_set_is_refused_with_the_reason(string text, string why)
    {
        Assert.False(VerificationKeySet.TryParse(Encoding.UTF8.GetBytes(text), out var set, out var reason));
        Assert.Null(set);
        Assert.Equal(why, reason);
    }

    [Fact]
    public void Set_over_1_MiB_or_256_keys_is_refused()
    {
        Assert.False(VerificationKeySet.TryParse(new byte[VerificationKeySet.MaxLength + 1], out _, out var reason));
        Assert.Equal("longer than 1048576 bytes", reason);
        var many = Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', Enumerable.Repeat("{}", 257))}}]}""");
        Assert.False(VerificationKeySet.TryParse(many, out _, out reason));
        Assert.Equal("holds more than 256 keys", reason);
    }

    private static VerificationKeySet Parse(params string[] keys)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', keys)}}]}""");
        Assert.True(VerificationKeySet.TryParse(json, out var set, out var reason), reason);
        return set;
    }
}
