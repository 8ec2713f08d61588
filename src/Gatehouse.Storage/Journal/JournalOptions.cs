namespace Gatehouse.Storage.Journal;

/// <summary>Where the journal lies and how much of it is kept.</summary>
public sealed record JournalOptions
{
    /// <summary>The data folder; made with mode 0700 where there is none.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The clock by which entries age. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long entries and counts are kept. Default: 30 days.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The size on disk in bytes above which the oldest go, not counting the write-ahead log. Default: 512 MiB.</summary>
    public long MaximumBytes { get; init; } = 512L << 20;

    /// <summary>How many entries wait in memory for the writer at most. Default: 4,096.</summary>
    public int QueueCapacity { get; init; } = 4096;
}
