using Gatehouse.Doctor.Rules.Statuses;

namespace Gatehouse.Doctor.Tests.Rules.Statuses;

public class StatusRuleTests
{
    [Theory]
    [InlineData(402, "account.entitlement-missing Strong")]
    [InlineData(407, "proxy.authentication-required Decisive")]
    [InlineData(419, "csrf.token-invalid Strong")]
    [InlineData(429, "client.rate-exceeded Strong")]
    [InlineData(431, "header.too-large Decisive")]
    [InlineData(496, "certificate.missing Decisive")]
    [InlineData(502, "upstream.unreachable Strong")]
    [InlineData(511, "proxy.captive-portal Decisive")]
    public void A_status_suggests_its_cause(int status, string said) =>
        Assert.Equal([said], Some.Says<StatusRule>(Some.Case(SeenAnswers.Bearer, Some.Status(status))));

    [Fact]
    public void Forbidden_without_credentials_is_no_missing_permission() =>
        Assert.DoesNotContain(
            Some.Says<StatusRule>(Some.Case(Some.Get(), Some.Status(403))),
            said => said.StartsWith("access.", StringComparison.Ordinal)
        );

    [Fact]
    public void An_unlisted_status_suggests_nothing() =>
        Assert.Empty(Some.Says<StatusRule>(Some.Case(Some.Get(), Some.Status(418))));
}
