using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Findings;

/// <summary>
/// The check cannot tell, because a store, a provider or a secret it needs is away: the verdict is undecided, which
/// refuses the request. Nothing passes because something broke.
/// </summary>
public sealed class Unanswerable : Finding
{
    internal Unanswerable(Cause cause, IReadOnlyList<Evidence> evidence)
    {
        Cause = cause;
        Evidence = evidence;
    }

    /// <summary>What is away or broken.</summary>
    public Cause Cause { get; }

    /// <summary>The details.</summary>
    public IReadOnlyList<Evidence> Evidence { get; }
}
