using System.Globalization;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>So many requests in a time.</summary>
internal sealed class RateKind : ScalarKind<RequestRate>
{
    private const int Most = 1_000_000;

    /// <inheritdoc/>
    public override string Kind => "rate";

    /// <inheritdoc/>
    public override string Explanation =>
        "A whole number from 1 to 1000000 in a time: `100/s`, `600/m`, `1000/h` or `10000/d`.";

    /// <inheritdoc/>
    protected override string Pattern => "^[1-9][0-9]{0,6}/(s|m|h|d)$";

    /// <inheritdoc/>
    public override ScalarReading<RequestRate> Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (
            slash < 0
            || !int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        )
        {
            return Bad("a rate is a whole number in a time", "For example 100/s or 600/m.");
        }

        TimeSpan? per = text[(slash + 1)..] switch
        {
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            _ => null,
        };
        if (per is null)
        {
            return Bad("a rate is for one of the times s, m, h and d", "For example 100/s or 600/m.");
        }

        return count is < 1 or > Most
            ? Bad("it must be from 1 to 1000000", count == 0 ? "To let nobody through, write `allow: nobody`." : null)
            : Good(new RequestRate(count, per.Value));
    }
}
