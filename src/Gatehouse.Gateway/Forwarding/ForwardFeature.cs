using Gatehouse.Decisions;
using Gatehouse.Decisions.Routes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>What the forwarder must know of the request it forwards.</summary>
internal sealed class ForwardFeature(Decision decision, Route route, Upstream upstream, Action<HttpContext> answered)
{
    public Decision Decision { get; } = decision;

    public Route Route { get; } = route;

    public Upstream Upstream { get; } = upstream;

    /// <summary>Why the upstream refused, where it said so; set when its answer has come.</summary>
    public string? ApplicationReason { get; set; }

    /// <summary>Called when the upstream's answer is about to be passed on.</summary>
    public void Answered(HttpContext context) => answered(context);
}
