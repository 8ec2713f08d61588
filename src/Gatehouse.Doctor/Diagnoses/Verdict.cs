namespace Gatehouse.Doctor.Diagnoses;

/// <summary>What the doctor concludes.</summary>
public enum Verdict
{
    /// <summary>Nothing is wrong, as far as was looked.</summary>
    Healthy,

    /// <summary>One cause stands clear.</summary>
    Diagnosed,

    /// <summary>Something is wrong, and more than one cause could be the one.</summary>
    Undecided,
}
