using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class QueryCredentialRuleTests
{
    [Theory]
    [InlineData("/items?Authorization=Bearer+open-sesame&Accept=x", "credentials.not-sent Decisive")]
    [InlineData("/items?page=2&access_token=open-sesame", "credentials.in-query Moderate")]
    public void Refused_credentials_in_the_query_are_in_the_wrong_place(string target, string clue) =>
        Assert.Equal(
            [clue],
            Some.Says<QueryCredentialRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/health"),
                    SomeLog.Line(1, 401, target),
                    SomeLog.Line(2, 401, target),
                ])
            )
        );

    [Fact]
    public void Where_the_same_is_served_too_the_place_is_right() =>
        Assert.Empty(
            Some.Says<QueryCredentialRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/items?access_token=open-sesame"),
                    SomeLog.Line(1, 401, "/items?access_token=open-barley"),
                ])
            )
        );

    [Fact]
    public void A_query_without_credentials_says_nothing() =>
        Assert.Empty(Some.Says<QueryCredentialRule>(SomeLog.Of([SomeLog.Line(1, 401, "/items?page=2&token=")])));
}
