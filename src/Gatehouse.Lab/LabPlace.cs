namespace Gatehouse.Lab;

/// <summary>An address at which the lab listens; each has a port of its own, in this order from the first one on.</summary>
public enum LabPlace
{
    /// <summary>Plain http: the exhibits, the provider, the index page.</summary>
    Main,

    /// <summary>A second origin, plain http: for what crosses origins.</summary>
    Other,

    /// <summary>https with a good certificate of the lab's own authority.</summary>
    Tls,

    /// <summary>https with a certificate that has expired.</summary>
    TlsExpired,

    /// <summary>https with a certificate that was made for another host name.</summary>
    TlsWrongHost,

    /// <summary>https that asks for a client certificate.</summary>
    TlsClient,

    /// <summary>A forward proxy that wants credentials of its own (407).</summary>
    ForwardProxy,

    /// <summary>A forward proxy that lets everything through and takes <c>Authorization</c> away.</summary>
    StrippingProxy,

    /// <summary>A forward proxy that puts credentials of its own into <c>Authorization</c>.</summary>
    ReplacingProxy,

    /// <summary>A forward proxy that blocks what it does not like.</summary>
    BlockingProxy,

    /// <summary>A forward proxy of a network that wants a sign-in of its own first (511).</summary>
    Portal,

    /// <summary>A shared cache in front of the main address that keeps what it should not.</summary>
    Cache,

    /// <summary>The main address over IPv6; missing where the machine has none.</summary>
    Ipv6,

    /// <summary>Nothing listens here.</summary>
    Dead,

    /// <summary>
    /// An old server that was left behind, on the main address's port at 127.0.0.2; missing where the machine has no such
    /// address.
    /// </summary>
    Old,
}
