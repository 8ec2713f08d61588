using Gatehouse.Doctor.Probes.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Probes.CommandLines;

public class UnchallengedProbeTests
{
    [Fact]
    public void A_program_that_waits_is_tried_without_credentials_where_they_are_good() =>
        Assert.Single(
            new UnchallengedProbe().Propose(
                Pasted.Command("wget --user=me --password=open-sesame https://a.example/x", Some.Status(200))
            )
        );

    [Fact]
    public void A_program_that_sends_at_once_is_not() =>
        Assert.Empty(
            new UnchallengedProbe().Propose(
                Pasted.Command("curl -u me:open-sesame https://a.example/x", Some.Status(200))
            )
        );
}
