using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class IisSubstatusRuleTests
{
    [Theory]
    [InlineData("401 1 1326", "credentials.rejected Decisive")]
    [InlineData("401 1 1909", "user.locked Decisive")]
    [InlineData("401 1 1907", "password.expired Decisive")]
    [InlineData("401 1 1331", "user.disabled Decisive")]
    [InlineData("401 1 2148074252", "credentials.rejected Decisive")]
    [InlineData("401 1 2148074254", "credentials.not-sent Strong")]
    [InlineData("401 1 2148074248", "negotiate.ticket-invalid Strong")]
    [InlineData("401 2 5", "credentials.scheme-unsupported Strong")]
    [InlineData("401 3 5", "server.file-denied Decisive")]
    [InlineData("401 4 0", "access.filter-refused Decisive")]
    [InlineData("401 5 0", "access.application-refused Decisive")]
    [InlineData("401 501 0", "client.concurrency-exceeded Decisive")]
    [InlineData("401 503 0", "client.address-denied Decisive")]
    [InlineData("403 16 2148204809", "certificate.untrusted Decisive")]
    public void The_substatus_and_the_error_say_it(string numbers, string says) =>
        Assert.Equal([says], Some.Says<IisSubstatusRule>(Log("- 192.0.2.1 " + numbers)));

    [Fact]
    public void A_plain_401_of_another_server_does_not() =>
        Assert.Empty(Some.Says<IisSubstatusRule>(SomeLog.Of(SomeLog.Line(0, 401))));

    [Fact]
    public void A_first_leg_that_is_answered_does_not() =>
        Assert.Empty(Some.Says<IisSubstatusRule>(Log("- 192.0.2.1 401 1 2148074254", "DOM\\bob 192.0.2.1 200 0 0")));

    private static CaseFile Log(params string[] lines) =>
        SomeLog.Of([
            "#Fields: date time cs-method cs-uri-stem cs-username c-ip sc-status sc-substatus sc-win32-status",
            .. lines.Select(line => "2026-11-21 12:00:00 GET /a " + line),
        ]);
}
