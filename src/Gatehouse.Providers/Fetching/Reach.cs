namespace Gatehouse.Providers.Fetching;

/// <summary>Who can be met at an address.</summary>
internal enum Reach
{
    /// <summary>Anybody on the internet.</summary>
    Public,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>The same link, cloud metadata services among them.</summary>
    LinkLocal,

    /// <summary>A private network.</summary>
    Private,

    /// <summary>No single host: unspecified, multicast, reserved.</summary>
    Nobody,
}
