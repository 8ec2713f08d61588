namespace Gatehouse.Doctor.Diagnoses;

/// <summary>One observation that counted.</summary>
/// <param name="Sentence">What was seen, without a full stop; the values in its holes may be secrets and are cleaned when shown.</param>
/// <param name="Source">Where; null where the sentence says it.</param>
/// <param name="Rule">The rule that took it up.</param>
/// <param name="Weight">The decimal logarithm of how much likelier it makes the cause; negative where it speaks against it.</param>
public sealed record EvidenceLine(FormattableString Sentence, string? Source, string Rule, double Weight);
