namespace Gatehouse.Gateway.Configuration;

/// <summary>How much of the past the journal keeps (<c>journal</c>); whichever bound is met first counts.</summary>
public sealed record JournalConfiguration
{
    /// <summary>The age of the oldest entry: 1h to 3650d. Default: 30d.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The size on disk, in bytes: 1MiB to 1TiB. Default: 512MiB.</summary>
    public long Size { get; init; } = 512L * 1024 * 1024;
}
