namespace Gatehouse.Client.Tokens.Renewal;

/// <summary>When tokens are renewed: a fifth of their life ahead of its end, five minutes at most, and a little earlier by chance.</summary>
internal static class RenewalTimes
{
    private const int Share = 5;
    private const double MostEarlier = 1.5;

    private static readonly TimeSpan _longestLead = TimeSpan.FromMinutes(5);

    /// <summary>The least time that a token is used and its source left alone: what ends before it began would be asked for without end.</summary>
    public static TimeSpan Least { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that a token is used: whoever says "without end" names a date that no sum of times can hold.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(3650);

    /// <summary>How long before its end a token is due, at the latest; nothing where it ended before it began.</summary>
    public static TimeSpan LeadOf(TimeSpan life) =>
        TimeSpan.FromTicks(Math.Clamp(life.Ticks / Share, 0, _longestLead.Ticks));

    /// <summary>How long before its end this process renews it.</summary>
    public static TimeSpan ChosenLeadOf(TimeSpan life) => Jitter.Within(LeadOf(life) * MostEarlier, 1 / MostEarlier);
}
