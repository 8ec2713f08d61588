using Gatehouse.Doctor.Rules.Runs;
using Gatehouse.Doctor.Tests.Runs;

namespace Gatehouse.Doctor.Tests.Rules.Runs;

public class AddressDependentRuleTests
{
    [Fact]
    public void Granted_there_and_refused_here_by_one_server_is_the_address() =>
        Assert.Equal(
            ["network.address-dependent Strong", "credentials.rejected Against"],
            TwoRuns.Office.Say<AddressDependentRule>(TwoRuns.Home)
        );

    [Fact]
    public void Refused_there_and_granted_here_is_the_same() =>
        Assert.Equal(
            ["network.address-dependent Strong", "credentials.rejected Against"],
            TwoRuns.Home.Say<AddressDependentRule>(TwoRuns.Office)
        );

    [Fact]
    public void Answers_without_credentials_that_differ_leave_no_doubt()
    {
        var file = TwoRuns.Case(TwoRuns.Office, TwoRuns.Office.Bare(403)).Laid(TwoRuns.Home, TwoRuns.Home.Bare(401));
        Assert.Contains("network.address-dependent Decisive", Some.Says<AddressDependentRule>(file));
    }

    [Fact]
    public void Where_it_is_not_known_who_asked_it_is_said_with_care() =>
        Assert.Contains(
            "network.address-dependent Moderate",
            TwoRuns.Seen(401, null, null).Say<AddressDependentRule>(TwoRuns.Home)
        );

    [Fact]
    public void Both_refused_says_nothing() =>
        Assert.Empty(TwoRuns.Office.Say<AddressDependentRule>(TwoRuns.Seen(401, "192.168.1.4", "203.0.113.10")));

    [Fact]
    public void One_machine_asking_twice_says_nothing() =>
        Assert.Empty(TwoRuns.Office.Say<AddressDependentRule>(TwoRuns.Seen(200, "10.0.0.7", "203.0.113.10")));

    [Fact]
    public void Another_form_of_credentials_is_another_request() =>
        Assert.Empty(
            TwoRuns.Office.Say<AddressDependentRule>(
                TwoRuns.Seen(200, "192.168.1.4", "203.0.113.10", credential: "Basic b3Blbjpz")
            )
        );

    [Fact]
    public void A_week_later_it_may_be_anything() =>
        Assert.Empty(
            TwoRuns.Office.Say<AddressDependentRule>(
                TwoRuns.Seen(200, "192.168.1.4", "203.0.113.10", minute: -7 * 24 * 60)
            )
        );
}
