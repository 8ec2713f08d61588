using System.Globalization;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Runs;
using Gatehouse.Doctor.Tests.Runs;

namespace Gatehouse.Doctor.Tests.Rules.Runs;

public class OtherClockRuleTests
{
    [Fact]
    public void The_clock_of_the_refused_machine_alone_is_off() =>
        Assert.Equal(["clock.skewed Strong"], At(401, 10).Say<OtherClockRule>(At(200, 0)));

    [Fact]
    public void A_password_knows_no_time() =>
        Assert.Equal(
            ["clock.skewed Weak"],
            At(401, 10, "Basic b3BlbjpzZXNhbWU=").Say<OtherClockRule>(At(200, 0, "Basic b3BlbjpzZXNhbWU="))
        );

    [Fact]
    public void Two_machines_agree_that_the_server_s_is_off() =>
        Assert.Equal(["clock.skewed Moderate"], At(401, 10).Say<OtherClockRule>(At(401, 10)));

    [Fact]
    public void Clocks_that_are_right_say_nothing() => Assert.Empty(At(401, 1).Say<OtherClockRule>(At(200, 0)));

    [Fact]
    public void The_clock_of_the_granted_machine_explains_nothing() =>
        Assert.Empty(At(401, 0).Say<OtherClockRule>(At(200, 10)));

    private static Exchange At(int status, int ahead, string credential = "Bearer open-sesame") =>
        TwoRuns.Seen(
            status,
            null,
            null,
            credential: credential,
            fields: ("Date", Some.Now.AddMinutes(ahead).ToString("r", CultureInfo.InvariantCulture))
        );
}
