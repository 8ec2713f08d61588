namespace Gatehouse.Protocol.Digest;

/// <summary>The hash functions of RFC 7616 section 6.1; what a user's secret is kept for.</summary>
public enum DigestHash
{
    /// <summary>MD5: broken, and kept by RFC 7616 for clients that know nothing better.</summary>
    Md5,

    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-512/256 (FIPS 180-4 section 5.3.6.2), which is not SHA-512 cut short.</summary>
    Sha512T256,
}
