namespace Gatehouse.Lab.Dress;

/// <summary>As much of a cause as other servers tell apart.</summary>
internal enum DressSituation
{
    /// <summary>No credentials came, or none that the server looks at.</summary>
    Absent,

    /// <summary>Credentials came that cannot be read.</summary>
    Malformed,

    /// <summary>Credentials were read and are not right.</summary>
    Wrong,

    /// <summary>Credentials were right once.</summary>
    Expired,

    /// <summary>The caller is known, or does not matter, and may not.</summary>
    Forbidden,

    /// <summary>A proxy on the way wants credentials of its own.</summary>
    ProxyAuthentication,

    /// <summary>The request itself cannot be served as it is.</summary>
    BadRequest,

    /// <summary>There is nothing, or the server says so.</summary>
    NotFound,

    /// <summary>The method is not allowed there.</summary>
    MethodNotAllowed,

    /// <summary>What was asked for is elsewhere.</summary>
    Moved,

    /// <summary>The fields are longer than the server reads.</summary>
    TooLarge,

    /// <summary>Too many requests.</summary>
    Throttled,

    /// <summary>Something broke.</summary>
    ServerFault,

    /// <summary>The server behind cannot be reached.</summary>
    BadGateway,

    /// <summary>The server cannot serve for now.</summary>
    Unavailable,

    /// <summary>The server behind is too slow.</summary>
    GatewayTimeout,
}
