using Gatehouse.Lab.Judging;

namespace Gatehouse.Lab.Tests.Judging;

public class OneTimeDeviceTests
{
    [Fact]
    public void A_code_is_good_once_and_half_a_minute_longer_than_it_is_shown()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var device = new OneTimeDevice();
        var shown = device.At(now);
        Assert.False(device.Use(shown, now.AddSeconds(60)));
        Assert.False(device.Use(device.WrongAt(now), now));
        Assert.True(device.Use(shown, now.AddSeconds(30)));
        Assert.False(device.Use(shown, now.AddSeconds(30)));
    }
}
