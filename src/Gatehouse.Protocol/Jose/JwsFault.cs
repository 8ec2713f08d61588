namespace Gatehouse.Protocol.Jose;

/// <summary>Why a text is no JWS that this project reads, or its payload no JWT claims set.</summary>
public enum JwsFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>The text is longer than <see cref="CompactJws.MaxLength"/>, or its header than <see cref="CompactJws.MaxHeaderLength"/>.</summary>
    TooLong,

    /// <summary>Not three parts between dots (RFC 7515 section 7.1); an opaque token usually has one.</summary>
    NotThreeParts,

    /// <summary>A part is not base64url: padding, white space, foreign characters, unused bits that are set (RFC 7515 section 2).</summary>
    BadBase64Url,

    /// <summary>The header is not a JSON object in UTF-8 (RFC 7515 section 5.2).</summary>
    HeaderNotJson,

    /// <summary>A member stands twice in one object (RFC 7515 section 4, RFC 7519 section 4).</summary>
    DuplicateMember,

    /// <summary>The header has no <c>alg</c> (RFC 7515 section 4.1.1).</summary>
    AlgorithmMissing,

    /// <summary>The <c>alg</c> is <c>none</c> or not one of those verified here (RFC 8725 section 3.1).</summary>
    AlgorithmRefused,

    /// <summary>The header has <c>crit</c>; none of its extensions is understood here (RFC 7515 section 4.1.11).</summary>
    CriticalUnknown,

    /// <summary>The payload is declared unencoded, <c>b64</c> false, which JWTs may not be (RFC 7797 section 7).</summary>
    UnencodedPayload,

    /// <summary>Five parts, or a header with <c>enc</c>: a JWE (RFC 7516) where a JWS is due.</summary>
    Encrypted,

    /// <summary>A header member that is read has another JSON type than its definition says.</summary>
    HeaderMemberType,

    /// <summary>The payload is not a JSON object in UTF-8 (RFC 7519 section 7.2).</summary>
    PayloadNotJson,

    /// <summary>A claim that is read has another JSON type than its definition says.</summary>
    ClaimType,

    /// <summary>A time is negative or later than the year 9999.</summary>
    ClaimRange,
}
