using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules;

/// <summary>An observation, and what it says about a cause.</summary>
/// <param name="Cause">The cause it speaks for or against.</param>
/// <param name="Strength">How strongly.</param>
/// <param name="Because">The observation as a sentence without a full stop; values stand in its holes and are cleaned and rid of secrets when it is shown.</param>
internal sealed record Clue(Cause Cause, Strength Strength, FormattableString Because)
{
    /// <summary>Where it was seen: <c>request 3 (without credentials)</c>, <c>nginx.conf:12</c>; null where the sentence says it.</summary>
    public string? Source { get; init; }

    /// <summary>What exactly to do, where more can be said than the catalogue says; shown first.</summary>
    public FormattableString? Remedy { get; init; }

    /// <summary>Who does it; null for the party that the catalogue names.</summary>
    public Party? RemedyBy { get; init; }

    /// <summary>The question whose answer would settle this, where the doctor cannot.</summary>
    public FormattableString? Question { get; init; }

    /// <summary>The name of the rule that gave it; the rule book writes it.</summary>
    public string Rule { get; init; } = string.Empty;
}
