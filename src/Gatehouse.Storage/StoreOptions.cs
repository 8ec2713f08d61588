namespace Gatehouse.Storage;

/// <summary>Where the store lies and whose clock it follows.</summary>
public sealed record StoreOptions
{
    /// <summary>The data folder; made with mode 0700 where there is none.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The clock for what is stored and for the store's own timers. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
