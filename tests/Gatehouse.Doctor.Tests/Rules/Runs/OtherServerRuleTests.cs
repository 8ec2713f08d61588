using Gatehouse.Doctor.Rules.Runs;
using Gatehouse.Doctor.Tests.Runs;

namespace Gatehouse.Doctor.Tests.Rules.Runs;

public class OtherServerRuleTests
{
    [Fact]
    public void Another_address_with_other_software_is_an_old_address() =>
        Assert.Equal(
            ["dns.stale Strong", "replica.inconsistent Weak"],
            At("203.0.113.10", 401, "Apache/2.4.41").Say<OtherServerRule>(At("203.0.113.99", 200, "nginx/1.28.0"))
        );

    [Fact]
    public void Another_address_with_the_same_software_is_one_of_several_servers() =>
        Assert.Equal(
            ["dns.stale Weak", "replica.inconsistent Strong"],
            At("203.0.113.10", 401, "nginx").Say<OtherServerRule>(At("203.0.113.99", 200, "nginx"))
        );

    [Fact]
    public void Two_kinds_of_address_are_told_apart() =>
        Assert.Equal(
            ["network.address-dependent Strong"],
            At("2001:db8::10", 401, "nginx").Say<OtherServerRule>(At("203.0.113.99", 200, "nginx"))
        );

    [Fact]
    public void One_address_says_nothing() =>
        Assert.Empty(At("203.0.113.10", 401, "nginx").Say<OtherServerRule>(At("203.0.113.10", 200, "Apache")));

    [Fact]
    public void Addresses_that_differ_and_answer_alike_say_nothing() =>
        Assert.Empty(At("203.0.113.10", 401, "nginx").Say<OtherServerRule>(At("203.0.113.99", 401, "nginx")));

    private static Doctor.Exchanges.Exchange At(string server, int status, string software) =>
        TwoRuns.Seen(status, null, server, fields: ("Server", software));
}
