namespace Gatehouse.Doctor.Exchanges;

/// <summary>Why there is no answer.</summary>
public enum FailureKind
{
    /// <summary>The host name has no address.</summary>
    NameUnresolved,

    /// <summary>Nothing listens there, or the way is barred.</summary>
    Unreachable,

    /// <summary>TLS could not be agreed on, or the certificate was not accepted.</summary>
    Tls,

    /// <summary>The forward proxy wants credentials or refused the tunnel.</summary>
    Proxy,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>What came was no HTTP, or ended early.</summary>
    Protocol,

    /// <summary>A browser or program kept the answer or the request to itself (CORS, policy, an illegal header).</summary>
    Client,
}
