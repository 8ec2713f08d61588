using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Findings;

/// <summary>
/// What a check answers: a closed choice of <see cref="Passed"/>, <see cref="NotApplicable"/>, <see cref="Failed"/> and
/// <see cref="Unanswerable"/>. "Not for me" is not "no", and neither is "cannot tell".
/// </summary>
public abstract class Finding
{
    private protected Finding() { }

    /// <summary>The check does not concern this request.</summary>
    public static NotApplicable NotApplicable { get; } = new();

    /// <summary>The check says no.</summary>
    public static Failed Failed(Cause cause, params Evidence[] evidence) => new(cause, evidence);

    /// <summary>The check cannot tell, because something it needs is away or broken.</summary>
    public static Unanswerable Unanswerable(Cause cause, params Evidence[] evidence) => new(cause, evidence);
}
