using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Providers;

/// <summary>What a provider says of its keys for one token.</summary>
/// <param name="State">Whether the keys could be had.</param>
/// <param name="Candidates">The keys to try; empty where none fits.</param>
/// <param name="Detail">What went wrong, for the operator; null where nothing did.</param>
/// <param name="RetryAfter">When it is worth asking again, where the provider is away.</param>
public sealed record ProviderKeys(
    ProviderState State,
    IReadOnlyList<VerificationKey> Candidates,
    string? Detail,
    TimeSpan? RetryAfter
);
