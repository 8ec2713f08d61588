using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class AllowedMethodsRuleTests
{
    [Theory]
    [InlineData(401, "POST, OPTIONS", "endpoint.wrong-method Weak")]
    [InlineData(404, "POST", "endpoint.wrong-method Weak")]
    public void A_refusal_that_lists_other_methods_names_the_fault(int status, string allow, string clue) =>
        Assert.Equal([clue], Says(status, ("Allow", allow)));

    [Fact]
    public void One_that_speaks_of_methods_too_says_it_plainly() =>
        Assert.Equal(
            ["endpoint.wrong-method Strong"],
            Some.Says<AllowedMethodsRule>(
                Some.Case(Some.Get(), Some.Status(401, "GET is not an operation of this path", ("Allow", "POST")))
            )
        );

    [Fact]
    public void One_that_lists_the_method_that_was_sent_does_not() => Assert.Empty(Says(401, ("Allow", "GET, POST")));

    [Fact]
    public void Nor_one_that_lists_none() => Assert.Empty(Says(401));

    private static IReadOnlyList<string> Says(int status, params (string, string)[] headers) =>
        Some.Says<AllowedMethodsRule>(Some.Case(Some.Get(), Some.Status(status, "", headers)));
}
