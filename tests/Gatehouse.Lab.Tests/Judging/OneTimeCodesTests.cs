using System.Text;
using Gatehouse.Lab.Judging;

namespace Gatehouse.Lab.Tests.Judging;

public class OneTimeCodesTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the last six digits of eight.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, new OneTimeCodes(Secret).At(DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void The_secret_is_told_in_base32() =>
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", new OneTimeCodes(Secret).Secret);

    [Fact]
    public void A_code_is_good_once_and_half_a_minute_longer_than_it_is_shown()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var codes = new OneTimeCodes(Secret);
        var shown = codes.At(now);
        Assert.False(codes.Use(shown, now.AddSeconds(60)));
        Assert.False(codes.Use(codes.WrongAt(now), now));
        Assert.True(codes.Use(shown, now.AddSeconds(30)));
        Assert.False(codes.Use(shown, now.AddSeconds(30)));
    }
}
