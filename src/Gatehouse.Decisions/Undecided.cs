using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions;

/// <summary>The request could not be judged, and so does not go through: the 503, and the 500 of a check that broke.</summary>
public sealed class Undecided : Refused
{
    /// <summary>With the cause, the evidence and the trail that led to it.</summary>
    public Undecided(Cause cause, IReadOnlyList<Evidence> evidence, IReadOnlyList<TrailStep> trail, Route? route)
        : base(cause, evidence, trail, route) { }
}
