using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class DigestAnswerRuleTests
{
    private const string Answer =
        "Digest username=\"me\", realm=\"x\", nonce=\"n1\", uri=\"/orders\", qop=auth, nc=00000001, cnonce=\"c\", response=\"0\", algorithm=MD5";

    [Theory]
    [InlineData("/orders?x=1", "Digest realm=\"x\", nonce=\"n2\", qop=\"auth\"", "digest.uri-mismatch Decisive")]
    [InlineData("/orders", "Digest realm=\"x\", nonce=\"n2\", qop=\"auth\", stale=true", "digest.nonce-stale Decisive")]
    [InlineData(
        "/orders",
        "Digest realm=\"x\", nonce=\"n2\", qop=\"auth\", algorithm=SHA-256",
        "digest.algorithm-unsupported Decisive"
    )]
    [InlineData("/orders", "Digest realm=\"x\", nonce=\"n2\", qop=\"auth-int\"", "digest.qop-unsupported Strong")]
    public void An_answer_that_does_not_fit_is_seen(string path, string challenge, string clue) =>
        Assert.Equal([clue], Given.Authorization<DigestAnswerRule>(Answer, "https://api.example" + path, challenge));

    [Fact]
    public void A_count_that_was_used_is_a_replay()
    {
        var file = Some.Case(Some.Get(("Authorization", Answer)), Some.Status(200));
        file.Add(file.Exchanges[0] with { Answer = Some.Status(401) });
        Assert.Equal(["digest.replayed Decisive"], Some.Says<DigestAnswerRule>(file));
    }

    [Fact]
    public void One_that_fits_is_left_alone() =>
        Assert.Empty(
            Given.Authorization<DigestAnswerRule>(Answer, challenge: "Digest realm=\"x\", nonce=\"n2\", qop=\"auth\"")
        );
}
