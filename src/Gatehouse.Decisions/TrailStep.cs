using Gatehouse.Decisions.Findings;

namespace Gatehouse.Decisions;

/// <summary>One check of a decision, with what it found and how long it took.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Finding">What it found.</param>
/// <param name="Microseconds">How long it took.</param>
public readonly record struct TrailStep(string Check, Finding Finding, long Microseconds);
