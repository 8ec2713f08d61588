using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Decisions;
using Gatehouse.Gateway.ForwardAuth;
using Gatehouse.Gateway.Forwarding;

namespace Gatehouse.Gateway.Serving;

/// <summary>One configuration made ready to serve; replaced whole on a reload.</summary>
internal sealed class SiteRuntime
{
    public required Site Site { get; init; }

    public required DecisionPipeline Pipeline { get; init; }

    public required RefusalResponder Refusals { get; init; }

    public required IReadOnlyDictionary<string, Upstream> Upstreams { get; init; }

    public required GatewayTransformer Transformer { get; init; }

    public required ForwardAuthAnswers ForwardAuth { get; init; }
}
