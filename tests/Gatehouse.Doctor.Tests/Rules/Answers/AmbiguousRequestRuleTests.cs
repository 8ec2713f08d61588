using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class AmbiguousRequestRuleTests
{
    [Fact]
    public void Two_lengths_are_refused() =>
        Assert.Equal(
            ["request.framing-ambiguous Decisive"],
            Some.Says<AmbiguousRequestRule>(
                Some.Case(Some.Get(("Content-Length", "3"), ("Transfer-Encoding", "chunked")), Some.Status(400))
            )
        );

    [Theory]
    [InlineData("/a%2Fb", 400, "request.path-ambiguous Strong")]
    [InlineData("/a//b", 404, "request.path-ambiguous Weak")]
    public void A_path_that_is_written_around_may_be(string target, int status, string clue) =>
        Assert.Equal([clue], Says(target, status));

    [Theory]
    [InlineData("/a/b?next=https://b.example//c", 400)]
    [InlineData("/a%2Fb", 401)]
    public void Others_are_not(string target, int status) => Assert.Empty(Says(target, status));

    private static IReadOnlyList<string> Says(string target, int status) =>
        Some.Says<AmbiguousRequestRule>(Some.Case(new SentRequest { Target = target }, Some.Status(status)));
}
