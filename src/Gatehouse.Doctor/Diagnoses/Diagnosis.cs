using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>A cause with how sure it is, why, and what to do.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Confidence">How sure, 0 to 0.99.</param>
/// <param name="Who">Who acts first.</param>
/// <param name="Evidence">What speaks for it and against it, the strongest first.</param>
/// <param name="Remedies">What exactly to do, by party; the catalogue's fixes come after these.</param>
public sealed record Diagnosis(
    Cause Cause,
    double Confidence,
    Party Who,
    IReadOnlyList<EvidenceLine> Evidence,
    IReadOnlyList<Remedy> Remedies
);
