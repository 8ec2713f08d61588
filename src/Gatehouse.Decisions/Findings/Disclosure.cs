namespace Gatehouse.Decisions.Findings;

/// <summary>Who may be shown a piece of <see cref="Evidence"/>.</summary>
public enum Disclosure
{
    /// <summary>Nobody outside the decision itself; kept for computing, never written anywhere.</summary>
    Nobody,

    /// <summary>The operator, in the journal and in <c>gatehouse explain</c>.</summary>
    Operator,

    /// <summary>The caller, in the refusal itself; the operator sees it too.</summary>
    Caller,
}
