namespace Gatehouse.Doctor.Names;

/// <summary>The kinds of records that are asked for or read (RFC 1035 section 3.2.2, RFC 3596 section 2.1), with their numbers.</summary>
internal enum NameKind
{
    /// <summary>An address of IPv4.</summary>
    A = 1,

    /// <summary>A zone's name server.</summary>
    NS = 2,

    /// <summary>Another name for the same.</summary>
    CNAME = 5,

    /// <summary>The start of a zone.</summary>
    SOA = 6,

    /// <summary>An address of IPv6.</summary>
    AAAA = 28,
}
