using System.Net;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Gateway.Configuration;

/// <summary>What is offered of Digest (<c>digest</c>).</summary>
public sealed record DigestConfiguration
{
    /// <summary>The algorithms in the order in which they are offered. Default: SHA-256 alone.</summary>
    public IReadOnlyList<DigestAlgorithm> Algorithms { get; init; } = [new(DigestHash.Sha256)];

    /// <summary>The qualities of protection. Default: auth alone.</summary>
    public IReadOnlyList<string> Qops { get; init; } = [DigestArithmetic.Auth];

    /// <summary>Whether clients are asked for the hash of a name in its place. Default: no.</summary>
    public bool UserHash { get; init; }

    /// <summary>How long a nonce is answered: 10s to 1d. Default: 5m.</summary>
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The proxies that ask for another target than they were asked for. Default: none.</summary>
    public IReadOnlyList<IPNetwork> RewritingProxies { get; init; } = [];

    /// <summary>What secrets of users must be good for.</summary>
    public DigestSpace SpaceIn(string realm) => new(realm, [.. Algorithms.Select(each => each.Hash).Distinct()]);
}
