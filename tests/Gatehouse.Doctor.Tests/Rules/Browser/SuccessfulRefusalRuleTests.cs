using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class SuccessfulRefusalRuleTests
{
    [Theory]
    [InlineData("{\"ok\":false,\"error\":\"invalid_auth\"}")]
    [InlineData("{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}")]
    [InlineData("{\"success\":false,\"error\":\"unauthorized\"}")]
    [InlineData("{\"status\":401,\"message\":\"no\"}")]
    public void A_refusal_in_the_body_of_a_success_is_seen(string body) =>
        Assert.Equal(
            ["refusal.as-success Moderate"],
            Some.Says<SuccessfulRefusalRule>(Some.Case(Some.Get(), Some.Status(200, body)))
        );

    [Theory]
    [InlineData(200, "{\"ok\":true}")]
    [InlineData(401, "{\"status\":401}")]
    [InlineData(200, "{\"status\":4013}")]
    public void A_success_or_an_honest_refusal_is_left_alone(int status, string body) =>
        Assert.Empty(Some.Says<SuccessfulRefusalRule>(Some.Case(Some.Get(), Some.Status(status, body))));
}
