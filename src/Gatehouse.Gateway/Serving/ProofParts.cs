using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Schemes.Dpop;

namespace Gatehouse.Gateway.Serving;

/// <summary>What judges proofs that are good once; it outlives each configuration, or a proof could be used under the next.</summary>
internal sealed class ProofParts(IReadOnlyList<SiteKey> keys, DateTimeOffset startedAt)
{
    /// <summary>The nonces of bound tokens' proofs.</summary>
    public DigestNonces Nonces { get; } = new(keys, DpopScheme.NoncePurpose);

    /// <summary>Which proofs were used.</summary>
    public CountsInMemory Used { get; } = new(since: startedAt);
}
