using System.Security.Cryptography;

namespace Gatehouse.Providers.Keys;

/// <summary>When keys are read again, and how long each answer about them holds.</summary>
internal sealed record RefreshPolicy
{
    public required TimeSpan RefreshEvery { get; init; }

    /// <summary>Which part of a refresh interval chance may take off, in percent.</summary>
    public required int RefreshJitter { get; init; }

    public required TimeSpan RetryFirst { get; init; }

    public required TimeSpan RetryAtLatest { get; init; }

    /// <summary>Which part of a pause after failures chance may take off, in percent.</summary>
    public required int RetryJitter { get; init; }

    public required TimeSpan RetryAfterAtMost { get; init; }

    /// <summary>How long keys are used without being confirmed; null where without end.</summary>
    public required TimeSpan? KeepKeysFor { get; init; }

    public required TimeSpan UnknownKeyEvery { get; init; }

    public required TimeSpan CompleteFor { get; init; }

    public required TimeSpan WaitAtMost { get; init; }

    /// <summary>A provider that is asked over the network.</summary>
    public static RefreshPolicy ForNetwork(JwtProviderOptions options) =>
        new()
        {
            RefreshEvery = options.RefreshEvery,
            RefreshJitter = 20,
            RetryFirst = options.RetryFirst,
            RetryAtLatest = options.RetryAtLatest,
            RetryJitter = 50,
            RetryAfterAtMost = options.RetryAfterAtMost,
            KeepKeysFor = options.KeepKeysFor,
            UnknownKeyEvery = options.UnknownKeyEvery,
            CompleteFor = options.CompleteFor,
            WaitAtMost = options.WaitAtMost,
        };

    /// <summary>A file, looked at once a second.</summary>
    public static RefreshPolicy ForFile(JwtProviderOptions options)
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        return new()
        {
            RefreshEvery = second,
            RefreshJitter = 0,
            RetryFirst = second,
            RetryAtLatest = second,
            RetryJitter = 0,
            RetryAfterAtMost = TimeSpan.Zero,
            KeepKeysFor = null,
            UnknownKeyEvery = second,
            CompleteFor = TimeSpan.Zero,
            WaitAtMost = options.WaitAtMost,
        };
    }

    public TimeSpan UntilRefresh() => Shorten(RefreshEvery, RefreshJitter);

    /// <summary>The pause after the given number of failures in a row.</summary>
    public TimeSpan UntilRetry(int failures, TimeSpan? retryAfter)
    {
        double doubled = RetryFirst.Ticks * Math.Pow(2, Math.Min(failures - 1, 30));
        TimeSpan pause = Shorten(TimeSpan.FromTicks((long)Math.Min(doubled, RetryAtLatest.Ticks)), RetryJitter);
        TimeSpan asked = retryAfter ?? TimeSpan.Zero;
        TimeSpan honoured = asked < RetryAfterAtMost ? asked : RetryAfterAtMost;
        return honoured > pause ? honoured : pause;
    }

    private static TimeSpan Shorten(TimeSpan span, int percent) =>
        percent == 0 ? span : span * (1 - (RandomNumberGenerator.GetInt32((percent * 10) + 1) / 1000.0));
}
