namespace Gatehouse.Providers;

/// <summary>What happened to a provider's keys.</summary>
public enum ProviderEventKind
{
    /// <summary>Keys were had for the first time, or are others than before.</summary>
    KeysChanged,

    /// <summary>The provider answers well again; the keys are those from before.</summary>
    Recovered,

    /// <summary>An attempt failed in a way that was not told yet; keys from before stay in use.</summary>
    FetchFailed,

    /// <summary>The provider publishes a set without a usable key: those from before are dropped.</summary>
    KeysWithdrawn,

    /// <summary>The last good keys became too old to be used.</summary>
    KeysExpired,
}
