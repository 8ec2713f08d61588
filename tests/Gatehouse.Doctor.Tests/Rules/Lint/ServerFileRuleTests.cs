using Gatehouse.Doctor.Rules.Lint;
using Gatehouse.Doctor.Tests.Lint;

namespace Gatehouse.Doctor.Tests.Rules.Lint;

public class ServerFileRuleTests
{
    [Fact]
    public void A_fault_in_a_file_speaks_for_its_cause() =>
        Assert.Equal(
            ["refusal.as-redirect Decisive"],
            Some.Says<ServerFileRule>(SomeServer.Case(".htaccess", "ErrorDocument 401 https://x.example/401\n"))
        );

    [Fact]
    public void A_remark_does_not() =>
        Assert.Empty(Some.Says<ServerFileRule>(SomeServer.Case("php.ini", "session.gc_maxlifetime = 1440\n")));
}
