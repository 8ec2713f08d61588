using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class ChallengeLintTests
{
    [Theory]
    [InlineData("", "no-challenge")]
    [InlineData("Basic", "basic-realm-missing")]
    [InlineData("Basic realm=x", "realm-as-token")]
    [InlineData("Basic realm=\"x\", Realm=\"y\", REALM=\"z\"", "duplicate-parameter:realm")]
    [InlineData("Digest", "digest-realm-missing digest-nonce-missing")]
    [InlineData("digest realm=\"x\", Nonce=y", "digest-nonce-as-token")]
    [InlineData(
        "Digest realm=\"x\", nonce=\"y\", qop=auth, opaque=z, domain=d",
        "digest-qop-as-token digest-opaque-as-token digest-domain-as-token"
    )]
    [InlineData(
        "Digest realm=\"x\", nonce=\"y\", algorithm=\"MD5\", stale=\"true\"",
        "digest-algorithm-quoted digest-stale-quoted"
    )]
    [InlineData("Bearer", "bearer-without-params")]
    [InlineData("Bearer error_description=\"a \\\"b\\\"\"", "bearer-character-set:error_description")]
    [InlineData("Basic realm=\"x\", Bearer realm=\"x\", Digest realm=\"x\", nonce=\"y\", qop=\"auth\"", "")]
    public void Each_broken_rule_has_its_name(string line, string names)
    {
        Assert.True(ChallengeLint.TryInspect([line], out var violations, out var fault));

        Assert.Null(fault);
        Assert.Equal(names, string.Join(' ', violations.Select(violation => violation.Name)));
    }

    [Fact]
    public void A_violation_names_its_challenge()
    {
        Assert.True(ChallengeLint.TryInspect(["Basic realm=\"x\"", "Basic realm=y"], out var violations, out _));

        Assert.Equal(new ChallengeViolation(ChallengeRule.RealmAsToken, 1, "realm"), Assert.Single(violations));
    }

    [Fact]
    public void A_field_that_breaks_the_grammar_is_not_inspected()
    {
        Assert.False(ChallengeLint.TryInspect(["Basic realm=\""], out var violations, out var fault));

        Assert.Empty(violations);
        Assert.NotNull(fault);
    }
}
