using System.Globalization;

namespace Gatehouse.Decisions.Seeing;

/// <summary>A warning that something ends soon: given once at 30, 7 and 1 days before, or at 90 days without use.</summary>
/// <param name="What">What ends.</param>
/// <param name="Days">At how many days it is given.</param>
/// <param name="At">When it is given.</param>
public sealed record EndingWarning(Ending What, int Days, DateTimeOffset At)
{
    private const int UnusedDays = 90;

    private static readonly IReadOnlyList<int> DaysBefore = [1, 7, 30];

    /// <summary>It as an English sentence.</summary>
    public string Summary =>
        What.Kind == EndingKind.UnusedKey
            ? $"{What.Words} has not been used since {Text(What.At)}: revoke it if nobody needs it."
        : Days == 1 ? $"{What.Words} ends within a day, at {Text(What.At)}."
        : $"{What.Words} ends within {Days} days, at {Text(What.At)}.";

    /// <summary>The warning that is due, or null; <paramref name="given"/> are the days at which one was given.</summary>
    public static EndingWarning? Due(Ending ending, IReadOnlyCollection<int> given, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ending);
        ArgumentNullException.ThrowIfNull(given);
        if (ending.Kind == EndingKind.UnusedKey)
        {
            return now - ending.At >= TimeSpan.FromDays(UnusedDays) && given.Count == 0
                ? new(ending, UnusedDays, now)
                : null;
        }

        var left = ending.At - now;
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        foreach (var days in DaysBefore)
        {
            if (left <= TimeSpan.FromDays(days))
            {
                return given.Any(one => one <= days) ? null : new(ending, days, now);
            }
        }

        return null;
    }

    private static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
