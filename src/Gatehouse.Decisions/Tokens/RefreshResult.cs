namespace Gatehouse.Decisions.Tokens;

/// <summary>What the store says of a refresh token that was used.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Grant">The grant it belongs to; null where there is no such token.</param>
/// <param name="Sealed">The pair that was given before, where it is given again.</param>
/// <param name="UsedAt">When it was used first, where it was.</param>
public sealed record RefreshResult(
    RefreshOutcome Outcome,
    TokenGrant? Grant,
    ReadOnlyMemory<byte>? Sealed = null,
    DateTimeOffset? UsedAt = null
);
