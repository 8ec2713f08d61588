using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>What exactly somebody can do.</summary>
/// <param name="By">Who.</param>
/// <param name="What">What, as one sentence or a command; its values are cleaned when shown.</param>
public sealed record Remedy(Party By, FormattableString What);
