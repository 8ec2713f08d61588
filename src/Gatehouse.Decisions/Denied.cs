using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions;

/// <summary>The request is refused for a cause.</summary>
public sealed class Denied : Refused
{
    /// <summary>With the cause, the evidence and the trail that led to it.</summary>
    public Denied(Cause cause, IReadOnlyList<Evidence> evidence, IReadOnlyList<TrailStep> trail, Route? route)
        : base(cause, evidence, trail, route) { }
}
