namespace Gatehouse.Doctor.Lint;

/// <summary>What the checks found in the files of a server.</summary>
internal sealed record LintFindings(IReadOnlyList<Fault> Faults);
