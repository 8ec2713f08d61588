namespace Gatehouse.Decisions.Seeing;

/// <summary>What can happen to a site that changes what is refused.</summary>
public enum NewsKind
{
    /// <summary>The gateway started.</summary>
    Started,

    /// <summary>Another configuration is in use.</summary>
    ConfigurationChanged,

    /// <summary>A provider signs with other keys.</summary>
    KeysChanged,

    /// <summary>A provider cannot be asked, or has no keys that can be used.</summary>
    ProviderFailed,

    /// <summary>A provider answers again.</summary>
    ProviderRecovered,
}
