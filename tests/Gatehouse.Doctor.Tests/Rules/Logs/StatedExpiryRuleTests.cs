using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class StatedExpiryRuleTests
{
    [Theory]
    [InlineData("exp=2026-11-21T11:30:00Z")]
    [InlineData("valid until 2026-11-21 11:30:00Z")]
    [InlineData("\"expires_at\": 1795260600")]
    public void Refusals_after_the_end_that_the_log_tells_are_of_an_expired_token(string end) =>
        Assert.Equal(
            ["token.expired Decisive"],
            Some.Says<StatedExpiryRule>(
                SomeLog.Of([
                    $"2026-11-21T10:30:00Z DEBUG token loaded once, {end}",
                    "2026-11-21T11:31:00Z ERROR list failed: (401) Unauthorized",
                ])
            )
        );

    [Fact]
    public void Refusals_before_it_are_not() =>
        Assert.Empty(
            Some.Says<StatedExpiryRule>(
                SomeLog.Of([
                    "2026-11-21T10:30:00Z DEBUG token loaded once, exp=2026-11-21T11:30:00Z",
                    "2026-11-21T10:31:00Z ERROR list failed: (401) Unauthorized",
                ])
            )
        );
}
