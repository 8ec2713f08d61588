using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class SchemeNotOfferedRuleTests
{
    [Theory]
    [InlineData("Bearer realm=\"x\"", true)]
    [InlineData("Basic realm=\"x\"", false)]
    [InlineData("Bearer, basic realm=\"x\"", false)]
    public void Credentials_of_a_scheme_that_is_not_asked_for_are_told(string challenge, bool said) =>
        Assert.Equal(
            said ? ["credentials.scheme-unsupported Strong"] : [],
            Some.Says<SchemeNotOfferedRule>(
                Some.Case(SeenAnswers.Basic, Some.Status(401, "", ("WWW-Authenticate", challenge)))
            )
        );
}
