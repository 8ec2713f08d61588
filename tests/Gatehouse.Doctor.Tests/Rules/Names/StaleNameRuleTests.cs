using System.Net;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Names;
using Gatehouse.Doctor.Rules.Names;

namespace Gatehouse.Doctor.Tests.Rules.Names;

public class StaleNameRuleTests
{
    [Theory]
    [InlineData(null, "dns.stale Weak")]
    [InlineData(401, "dns.stale Against")]
    [InlineData(200, "dns.stale Decisive")]
    [InlineData(404, "dns.stale Decisive")]
    public void What_stands_at_the_zone_s_address_decides(int? there, string said) =>
        Assert.Equal([said], Some.Says<StaleNameRule>(Case("192.0.2.1", there)));

    [Fact]
    public void Where_both_agree_nothing_is_said() => Assert.Empty(Some.Says<StaleNameRule>(Case("192.0.2.7", 200)));

    [Fact]
    public void The_line_of_the_hosts_file_is_the_remedy()
    {
        var file = Case("192.0.2.1", 404, "/etc/hosts:7");
        var clue = Assert.Single(new StaleNameRule().Examine(file));
        Assert.Equal("Take the name out of /etc/hosts:7", clue.Remedy?.ToString(null));
    }

    private static CaseFile Case(string here, int? there, string? byHand = null)
    {
        var file = Some.Seen(Some.Get(), (ProbeIntent.Supplied, Some.Get(), Some.Status(401)));
        if (there is { } status)
        {
            file.Add(
                new Exchange
                {
                    Label = "there",
                    Intent = ProbeIntent.ZoneAddress,
                    Request = Some.Get(),
                    Answer = Some.Status(status),
                }
            );
        }

        file.Keep(
            new NameFindings("api.example", [IPAddress.Parse(here)])
            {
                Zone = "example",
                ZoneServer = "ns.example",
                ByZone = [IPAddress.Parse("192.0.2.7")],
                ByHand = byHand,
            }
        );
        return file;
    }
}
