using System.Globalization;

namespace Gatehouse.Lab.Provider;

/// <summary>Durations as text: a whole number and its unit, <c>500ms</c>, <c>90s</c>, <c>-10m</c>, <c>1h</c>, <c>2d</c>; seconds without one.</summary>
internal static class DurationText
{
    /// <summary>What is said of a text that is none.</summary>
    public const string Form = "a duration such as 500ms, 90s, 10m, 1h or 2d";

    // A century either way keeps every instant within what dates can hold.
    private const long MostMilliseconds = 100L * 366 * 24 * 3600 * 1000;

    private static readonly (string Unit, long Milliseconds)[] _units =
    [
        ("ms", 1),
        ("s", 1_000),
        ("m", 60_000),
        ("h", 3_600_000),
        ("d", 86_400_000),
    ];

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is null)
        {
            return false;
        }

        var digits = text.AsSpan().TrimEnd("smhd");
        var unit = text[digits.Length..];
        var found = Array.Find(_units, entry => entry.Unit == (unit.Length == 0 ? "s" : unit));
        if (
            found.Unit is null
            || !long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            || long.Abs(long.Clamp(count, -MostMilliseconds, MostMilliseconds)) > MostMilliseconds / found.Milliseconds
        )
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(count * found.Milliseconds);
        return true;
    }

    public static string Write(TimeSpan duration)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        var (unit, size) = _units.Last(entry => entry.Milliseconds <= 1_000 || milliseconds % entry.Milliseconds == 0);
        return milliseconds == 0 ? "0s"
            : milliseconds % size != 0 ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / size}{unit}");
    }
}
