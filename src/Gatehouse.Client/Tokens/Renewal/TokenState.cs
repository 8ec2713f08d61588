namespace Gatehouse.Client.Tokens.Renewal;

/// <summary>
/// A token, and until when it is used. Immutable. By the wall clock and by running time, whichever is first: one stands
/// still while a machine sleeps, the other is set by people.
/// </summary>
internal sealed class TokenState
{
    private readonly Instant _end;
    private readonly Instant _due;

    private TokenState(AccessToken? token, DateTimeOffset gotAt, Instant end, Instant due)
    {
        Token = token;
        GotAt = gotAt;
        _end = end;
        _due = due;
    }

    /// <summary>No token.</summary>
    public static TokenState None { get; } = new(null, default, Instant.Passed, Instant.Passed);

    /// <summary>The token; null where none is held.</summary>
    public AccessToken? Token { get; }

    /// <summary>When it was got.</summary>
    public DateTimeOffset GotAt { get; }

    /// <summary>A token that was got just now.</summary>
    public static TokenState Of(GrantedToken granted, TimeProvider clock)
    {
        var left = granted.Token.ExpiresAt - clock.GetUtcNow();
        left =
            left < RenewalTimes.Least ? RenewalTimes.Least
            : left > RenewalTimes.Longest ? RenewalTimes.Longest
            : left;
        var due = left;
        if (left is { } rest)
        {
            var life = granted.Token.ExpiresAt!.Value - granted.GotAt;
            due = rest - RenewalTimes.ChosenLeadOf(life > rest ? life : rest);
        }

        if (granted.LookAgainAfter is { } again && (due is null || again < due))
        {
            due = again;
        }

        return new(
            granted.Token,
            granted.GotAt,
            Instant.In(left, clock),
            Instant.In(due < RenewalTimes.Least && left > RenewalTimes.Least ? RenewalTimes.Least : due, clock)
        );
    }

    /// <summary>Whether the token can be used no longer, or there is none.</summary>
    public bool HasEnded(long utcTicks, long timestamp) => _end.IsPast(utcTicks, timestamp);

    /// <summary>Whether it is time to get another.</summary>
    public bool IsDue(long utcTicks, long timestamp) => _due.IsPast(utcTicks, timestamp);

    private readonly record struct Instant(long UtcTicks, long Timestamp)
    {
        public static Instant Passed { get; } = new(long.MinValue, long.MinValue);

        public static Instant In(TimeSpan? span, TimeProvider clock) =>
            span is { } wait
                ? new(
                    (clock.GetUtcNow() + wait).UtcTicks,
                    clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency)
                )
                : new(long.MaxValue, long.MaxValue);

        public bool IsPast(long utcTicks, long timestamp) => utcTicks >= UtcTicks || timestamp >= Timestamp;
    }
}
