using Gatehouse.Doctor.Answerers;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>What came of a consultation.</summary>
public sealed record Examination
{
    /// <summary>The conclusion.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The causes that something speaks for, the likeliest first; empty where healthy.</summary>
    public required IReadOnlyList<Diagnosis> Diagnoses { get; init; }

    /// <summary>Who gave the answer that is asked about.</summary>
    public required Answerer AnsweredBy { get; init; }

    /// <summary>The products that were recognised, the surest first.</summary>
    public required IReadOnlyList<Recognition> Products { get; init; }

    /// <summary>The one question that would settle it, when undecided.</summary>
    public FormattableString? Question { get; init; }

    /// <summary>All that is known.</summary>
    public required CaseFile File { get; init; }

    /// <summary>How many requests the doctor sent.</summary>
    public required int Sent { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>What went wrong inside: rules that broke, budgets that ran out. Empty as a rule.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
