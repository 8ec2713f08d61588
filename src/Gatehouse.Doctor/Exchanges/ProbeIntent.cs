namespace Gatehouse.Doctor.Exchanges;

/// <summary>What a request is meant to find out.</summary>
public enum ProbeIntent
{
    /// <summary>It was not sent by the doctor: it is what was given.</summary>
    Given,

    /// <summary>The request as it was described, with its credentials.</summary>
    Supplied,

    /// <summary>The same without any credentials.</summary>
    Anonymous,

    /// <summary>The same with credentials of the same form that cannot be right.</summary>
    Nonsense,

    /// <summary>The same credentials, written as they should have been.</summary>
    Repaired,

    /// <summary>Made-up credentials in another place or under another scheme.</summary>
    OtherCarrier,

    /// <summary>The same credentials in another place or under a scheme that the challenge offers.</summary>
    OtherScheme,

    /// <summary>Another method.</summary>
    OtherMethod,

    /// <summary>Another kind of answer asked for by <c>Accept</c> or <c>X-Requested-With</c>.</summary>
    OtherAccept,

    /// <summary>Another program's name in <c>User-Agent</c>.</summary>
    OtherAgent,

    /// <summary>Where a redirect led.</summary>
    Redirected,

    /// <summary>A question that no cache can answer.</summary>
    PastCache,

    /// <summary>Not through the proxy, or by another address.</summary>
    OtherWay,

    /// <summary>The very same once more, on a new connection.</summary>
    Repeated,

    /// <summary>A preflight, as a browser sends it.</summary>
    Preflight,

    /// <summary>An issuer's or resource's public metadata or keys.</summary>
    Metadata,

    /// <summary>The site's root, or a path that cannot exist.</summary>
    Neighbour,

    /// <summary>The second pair of credentials that was given.</summary>
    Second,

    /// <summary>The site's own word about whom to write to; asked after the diagnosis and never weighed.</summary>
    Contact,

    /// <summary>Another of the host's own addresses.</summary>
    OtherAddress,

    /// <summary>The address that the servers of the host's zone name, where this machine has another.</summary>
    ZoneAddress,

    /// <summary>The same under another form of the path: its last slash, its capital letters.</summary>
    OtherPath,

    /// <summary>The same over https in place of http.</summary>
    Secured,
}
