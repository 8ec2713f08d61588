using Gatehouse.Lab.Provider;

namespace Gatehouse.Lab.Tests.Provider;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("90s", 90_000)]
    [InlineData("90", 90_000)]
    [InlineData("-10m", -600_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("2d", 172_800_000)]
    [InlineData("0", 0)]
    public void A_number_and_a_unit_are_read(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
        Assert.True(DurationText.TryParse(DurationText.Write(duration), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1.5h")]
    [InlineData("1w")]
    [InlineData("1 h")]
    [InlineData("99999999999999999d")]
    [InlineData("-9223372036854775808")]
    public void Anything_else_is_refused(string? text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("refuse")]
    [InlineData("hang for 3s")]
    [InlineData("429 times 2")]
    [InlineData("slow:250ms times 1 for 1m")]
    public void An_outage_is_written_as_it_was_read(string text)
    {
        Assert.True(ProviderOutage.TryParse(text, out var outage, out _));
        Assert.Equal(text, outage!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("away")]
    [InlineData("200")]
    [InlineData("slow:x")]
    [InlineData("refuse times 0")]
    [InlineData("refuse times")]
    [InlineData("refuse for -1s")]
    [InlineData("refuse until later")]
    public void What_is_no_outage_is_refused_with_the_form(string text)
    {
        Assert.False(ProviderOutage.TryParse(text, out _, out var fault));
        Assert.Contains("slow:500ms", fault);
    }
}
