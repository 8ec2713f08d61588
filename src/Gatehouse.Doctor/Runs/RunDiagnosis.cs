namespace Gatehouse.Doctor.Runs;

/// <summary>What a run concluded.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Confidence">How sure, 0 to 0.99.</param>
internal sealed record RunDiagnosis(string Cause, double Confidence);
