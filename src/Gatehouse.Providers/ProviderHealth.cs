using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers;

/// <summary>How a provider stands, for readiness and <c>gatehouse check</c>.</summary>
/// <param name="State">What a request would be told now.</param>
/// <param name="LastSuccess">When keys were last had or confirmed; null where they never were.</param>
/// <param name="Failure">What the last attempt failed with, as a sentence; null where it went well or none was made.</param>
/// <param name="FailedAt">When <paramref name="Failure"/> happened last.</param>
/// <param name="KeysKnown">How many keys are in use.</param>
/// <param name="SkippedKeys">The published keys that are not in use, each with its reason.</param>
/// <param name="NextFetch">When the provider is asked next without anybody's doing; null where never.</param>
/// <param name="ClockAheadSeconds">By how much its clock is ahead of ours; null where not measured.</param>
public sealed record ProviderHealth(
    ProviderState State,
    DateTimeOffset? LastSuccess,
    string? Failure,
    DateTimeOffset? FailedAt,
    int KeysKnown,
    IReadOnlyList<string> SkippedKeys,
    DateTimeOffset? NextFetch,
    long? ClockAheadSeconds
);
