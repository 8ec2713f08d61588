using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class OtherFormOfNameRuleTests
{
    [Theory]
    [InlineData("anna@example.com")]
    [InlineData("CORP\\anna")]
    public void A_name_that_is_not_found_and_is_served_in_another_form_was_written_wrongly(string name) =>
        Assert.Equal(
            ["credentials.name-form Decisive"],
            Some.Says<OtherFormOfNameRule>(
                SomeLog.Of([
                    $"2026/11/21 12:00:00 [error] 1#1: *9 user \"{name}\" was not found in \"/srv/users\", client: 192.0.2.7",
                    SomeLog.Line(0, 401, "/dav/"),
                    SomeLog.Line(5, 207, "/dav/", user: "anna", address: "192.0.2.8"),
                ])
            )
        );

    [Fact]
    public void A_name_that_nobody_has_in_any_form_is_unknown() =>
        Assert.Empty(
            Some.Says<OtherFormOfNameRule>(
                SomeLog.Of([
                    "2026/11/21 12:00:00 [error] 1#1: *9 user \"bob@example.com\" was not found in \"/srv/users\", client: 192.0.2.7",
                    SomeLog.Line(5, 207, "/dav/", user: "anna"),
                ])
            )
        );
}
