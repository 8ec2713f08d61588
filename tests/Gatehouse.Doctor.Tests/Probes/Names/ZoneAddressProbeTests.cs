using System.Net;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Names;
using Gatehouse.Doctor.Probes.Names;

namespace Gatehouse.Doctor.Tests.Probes.Names;

public class ZoneAddressProbeTests
{
    [Fact]
    public void The_zone_s_own_address_is_asked_without_credentials()
    {
        var plan = Assert.Single(new ZoneAddressProbe().Propose(Case("192.0.2.1")));
        Assert.Equal("192.0.2.7", plan.Address?.ToString());
        Assert.Null(plan.Request.Authorization);
    }

    [Fact]
    public void Where_both_agree_nothing_is_asked() => Assert.Empty(new ZoneAddressProbe().Propose(Case("192.0.2.7")));

    private static CaseFile Case(string here)
    {
        var file = Some.Seen(
            SeenAnswers.Bearer,
            (ProbeIntent.Supplied, SeenAnswers.Bearer, Some.Status(401)),
            (ProbeIntent.Anonymous, Some.Get(), Some.Status(401))
        );
        file.Keep(new NameFindings("api.example", [IPAddress.Parse(here)]) { ByZone = [IPAddress.Parse("192.0.2.7")] });
        return file;
    }
}
