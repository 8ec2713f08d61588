namespace Gatehouse.Doctor.Gatehouses;

/// <summary>One check of a decision.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Outcome"><c>passed</c>, <c>not-applicable</c>, <c>failed</c> or <c>unanswerable</c>.</param>
/// <param name="Reason">Why; null where it did not apply.</param>
/// <param name="Facts">What it found.</param>
public sealed record GatewayStep(string Check, string Outcome, string? Reason, IReadOnlyList<GatewayFact> Facts);
