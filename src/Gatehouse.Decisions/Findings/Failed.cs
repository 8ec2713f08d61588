using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Findings;

/// <summary>The check says no: the verdict is denied for this cause.</summary>
public sealed class Failed : Finding
{
    internal Failed(Cause cause, IReadOnlyList<Evidence> evidence)
    {
        Cause = cause;
        Evidence = evidence;
    }

    /// <summary>Why, as the operator is told; outsiders see its public cause.</summary>
    public Cause Cause { get; }

    /// <summary>The details.</summary>
    public IReadOnlyList<Evidence> Evidence { get; }
}
