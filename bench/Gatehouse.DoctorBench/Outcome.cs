namespace Gatehouse.DoctorBench;

/// <summary>What the doctor made of one case.</summary>
internal sealed record Outcome(string Id, string Layer, IReadOnlyList<string> Causes, DoctorRun Run, string? Leak)
{
    /// <summary>Why it is missed, where that is known.</summary>
    public string? Note { get; init; }

    /// <summary>From here on an answer counts as certain.</summary>
    public const double Sure = 0.9;

    /// <summary>The first answer; <c>healthy</c> where nothing was found.</summary>
    public string First =>
        Run.Verdict == "healthy" ? "healthy"
        : Run.Diagnoses.Count > 0 ? Run.Diagnoses[0].Cause
        : Run.Verdict;

    /// <summary>How sure the first answer was.</summary>
    public double Confidence => Run.Diagnoses.Count > 0 ? Run.Diagnoses[0].Confidence : 0;

    /// <summary>Whether the first answer is the very cause, and not one that looks like it.</summary>
    public bool Recognised => First == Causes[0];

    /// <summary>Whether a wrong answer is given as if it were certain: the worst outcome.</summary>
    public bool SureAndWrong => !Hit && (Confidence >= Sure || Run.Verdict == "healthy");

    /// <summary>Whether the first answer is right.</summary>
    public bool Hit => Causes.Contains(First, StringComparer.Ordinal);

    /// <summary>Whether one of the first three is.</summary>
    public bool HitOfThree =>
        Hit || Run.Diagnoses.Take(3).Any(each => Causes.Contains(each.Cause, StringComparer.Ordinal));
}
