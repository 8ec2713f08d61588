using System.Net;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Seeing;

[Collection(MeasuredAlone.Name)]
public sealed class SpikeDetectorMemoryTests
{
    [Fact]
    public void A_million_addresses_cost_no_more_than_a_few()
    {
        var time = new ManualTimeProvider();
        var detector = new SpikeDetector(new SiteNews(time), _ => null, time);
        var octets = new byte[4];
        Note(detector, octets, 0, 1000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Note(detector, octets, 1000, 1_000_000);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 2_000_000, $"{grown} octets");
        GC.KeepAlive(detector);
    }

    private static void Note(SpikeDetector detector, byte[] octets, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            BitConverter.TryWriteBytes(octets, i);
            detector.Note(
                new SeenRefusal(Causes.Key.Unknown, "/**", new IPAddress(octets), Provider: null, Key: null, false)
            );
        }
    }
}
