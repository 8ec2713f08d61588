using Gatehouse.Decisions.Facts;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Decisions.Schemes.Digest;

/// <summary>What a site offers of Digest.</summary>
public sealed record DigestOptions
{
    /// <summary>
    /// The algorithms, one challenge each, in the order in which they are offered. SHA-256 alone unless told otherwise: MD5
    /// is broken, and some clients answer SHA-512-256 wrongly.
    /// </summary>
    public IReadOnlyList<DigestAlgorithm> Algorithms { get; init; } = [new(DigestHash.Sha256)];

    /// <summary>
    /// The qualities of protection: <c>auth</c>, <c>auth-int</c>. <c>auth</c> alone unless told otherwise: wget gives up
    /// where it reads a list of two.
    /// </summary>
    public IReadOnlyList<string> Qops { get; init; } = [DigestArithmetic.Auth];

    /// <summary>Whether clients are asked to send the hash of a user's name in its place (RFC 7616 section 3.4.4).</summary>
    public bool UserHash { get; init; }

    /// <summary>How long a nonce is answered; then a client is given a new one, without a question to its user.</summary>
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The proxies in front that ask for another target than they were asked for, and name the first one in
    /// <c>X-Forwarded-Uri</c> or <c>X-Original-URI</c>. Default: none.
    /// </summary>
    public TrustedProxies RewritingProxies { get; init; } = TrustedProxies.None;

    /// <summary>The largest body that <c>auth-int</c> can protect, in octets: it is held until it has been judged.</summary>
    public int LargestBody { get; init; } = 64 * 1024;
}
