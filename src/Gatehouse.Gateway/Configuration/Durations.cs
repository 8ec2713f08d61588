using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration;

/// <summary>Durations as the configuration writes them, for whoever else takes them from people.</summary>
public static class Durations
{
    private static readonly DurationKind Any = new(TimeSpan.Zero, TimeSpan.FromDays(36_500));

    /// <summary>Reads <c>30s</c>, <c>5m</c>, <c>12h</c>, <c>90d</c>; false for anything else.</summary>
    public static bool TryRead(string text, out TimeSpan duration)
    {
        var reading = Any.Read(text);
        duration = reading.Value;
        return reading.Wrong is null;
    }

    /// <summary>The same, written: with the greatest unit that divides it.</summary>
    public static string Write(TimeSpan duration) => DurationKind.Show(duration);
}
