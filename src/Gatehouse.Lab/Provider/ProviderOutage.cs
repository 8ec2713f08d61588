using System.Globalization;

namespace Gatehouse.Lab.Provider;

/// <summary>An endpoint's outage, and when it ends by itself.</summary>
/// <param name="Kind">How it is away.</param>
public sealed record ProviderOutage(OutageKind Kind)
{
    private const string Form =
        "an outage such as refuse, hang, 500, 429 or slow:500ms, and behind it `times 2` or `for 3s` where it ends by itself";

    /// <summary>The status of <see cref="OutageKind.Status"/>: 400 to 599. Default: 500.</summary>
    public int StatusCode { get; init; } = 500;

    /// <summary>How late <see cref="OutageKind.Slow"/> answers. Default: 1 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many more requests it takes; null for any number.</summary>
    public int? Times { get; init; }

    /// <summary>How long it lasts from the moment it is set; null for ever.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>When it ends, by the lab's clock; set together with the knobs where there is a <see cref="For"/>.</summary>
    internal DateTimeOffset? Until { get; init; }

    /// <summary>The text of the knob, such as <c>slow:500ms times 2</c>.</summary>
    public override string ToString()
    {
        var kind = Kind switch
        {
            OutageKind.Status => StatusCode.ToString(CultureInfo.InvariantCulture),
            OutageKind.Slow => "slow:" + DurationText.Write(Delay),
            OutageKind.Hang => "hang",
            _ => "refuse",
        };
        return kind
            + (Times is { } times ? string.Create(CultureInfo.InvariantCulture, $" times {times}") : "")
            + (For is { } length ? " for " + DurationText.Write(length) : "");
    }

    internal static bool TryParse(string text, out ProviderOutage? outage, out string? fault)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        outage = words.Length == 0 ? null : KindOf(words[0]);
        for (var next = 1; outage is not null && next < words.Length; next += 2)
        {
            var value = next + 1 < words.Length ? words[next + 1] : "";
            outage = words[next] switch
            {
                "times" when int.TryParse(value, CultureInfo.InvariantCulture, out var times) && times > 0 =>
                    outage with
                    {
                        Times = times,
                    },
                "for" when DurationText.TryParse(value, out var length) && length > TimeSpan.Zero => outage with
                {
                    For = length,
                },
                _ => null,
            };
        }

        fault = outage is null ? $"is not {Form}" : null;
        return outage is not null;
    }

    private static ProviderOutage? KindOf(string word)
    {
        if (int.TryParse(word, CultureInfo.InvariantCulture, out var status))
        {
            return status is >= 400 and <= 599 ? new(OutageKind.Status) { StatusCode = status } : null;
        }

        if (word.StartsWith("slow:", StringComparison.Ordinal))
        {
            return DurationText.TryParse(word[5..], out var delay) && delay >= TimeSpan.Zero
                ? new(OutageKind.Slow) { Delay = delay }
                : null;
        }

        return word switch
        {
            "refuse" => new(OutageKind.Refuse),
            "hang" => new(OutageKind.Hang),
            "slow" => new(OutageKind.Slow),
            _ => null,
        };
    }
}
