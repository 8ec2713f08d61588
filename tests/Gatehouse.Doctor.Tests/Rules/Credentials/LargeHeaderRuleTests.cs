using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class LargeHeaderRuleTests
{
    [Theory]
    [InlineData(9000, 431, "Decisive")]
    [InlineData(9000, 400, "Decisive")]
    [InlineData(9000, 401, "Moderate")]
    [InlineData(17000, 401, "Strong")]
    public void Large_fields_explain_a_refusal(int length, int status, string strength) =>
        Assert.Equal(
            [$"header.too-large {strength}"],
            Some.Says<LargeHeaderRule>(
                Some.Case(Some.Get(("Authorization", "Bearer " + new string('a', length))), Some.Status(status))
            )
        );

    [Fact]
    public void Usual_ones_do_not() =>
        Assert.Empty(
            Some.Says<LargeHeaderRule>(
                Some.Case(Some.Get(("Authorization", "Bearer " + new string('a', 2000))), Some.Status(431))
            )
        );
}
