using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class ChallengeShapeRuleTests
{
    [Fact]
    public void A_401_without_a_challenge_is_told() =>
        Assert.Equal(["challenge.missing Strong"], Says(Some.Status(401)));

    [Theory]
    [InlineData("Basic realm=\"x\"", null)]
    [InlineData("Bearer", null)]
    [InlineData("Frobnicate realm=\"x\"", "challenge.unknown-scheme Strong")]
    [InlineData("realm=\"x\"", "challenge.malformed Decisive")]
    [InlineData("Basic realm=\"x", "challenge.malformed Strong")]
    public void A_challenge_is_judged_by_its_grammar_and_scheme(string value, string? said) =>
        Assert.Equal(said is null ? [] : [said], Says(Some.Status(401, "", ("WWW-Authenticate", value))));

    [Fact]
    public void A_403_owes_no_challenge() => Assert.Empty(Says(Some.Status(403)));

    private static IReadOnlyList<string> Says(Gatehouse.Doctor.Exchanges.Answer answer) =>
        Some.Says<ChallengeShapeRule>(Some.Case(Some.Get(), answer));
}
