namespace Gatehouse.Decisions.Tokens;

/// <summary>What the store says of a code that was exchanged.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Grant">The grant it belongs to; null where there is no such code.</param>
public sealed record CodeResult(CodeOutcome Outcome, TokenGrant? Grant);
