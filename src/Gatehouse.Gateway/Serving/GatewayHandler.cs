using Gatehouse.AspNetCore.Answers;
using Gatehouse.AspNetCore.Cors;
using Gatehouse.AspNetCore.Requests;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Routes;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.ForwardAuth;
using Gatehouse.Gateway.Forwarding;
using Gatehouse.Gateway.Seeing;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Gateway.Serving;

/// <summary>What the server does with each request: facts, decision, and then an answer of ours or the upstream's.</summary>
internal sealed class GatewayHandler(
    Func<SiteRuntime> current,
    IHttpForwarder forwarder,
    EndpointTable endpoints,
    TimeProvider time,
    RequestWatch watch,
    Tracing tracing,
    Action<string> log
)
{
    private const int LongestReason = 200;

    private readonly DecisionPool _decisions = new();
    private readonly ForwardAuthHandler _forwardAuth = new(watch, log);

    public async Task HandleAsync(HttpContext context)
    {
        var runtime = current();
        var facts = RequestReader.Read(context, runtime.Site, time);
        if (facts.Framing != FramingFault.None)
        {
            // Whatever stands behind it on the connection may be somebody else's.
            context.Response.Headers.Connection = "close";
        }

        var activity = tracing.Start(facts);
        var decision = _decisions.Rent();
        decision.Reset(runtime.Site, facts);
        try
        {
            if (facts.Https && runtime.Site.RequiresHttps)
            {
                context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
            }

            if (ForwardAuthHandler.IsAsked(facts, runtime.Site, out var pathBelow))
            {
                await _forwardAuth.AnswerAsync(context, runtime, decision, pathBelow);
            }
            else
            {
                await AnswerAsync(context, runtime, decision);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (StoreUnavailableException exception) when (!context.Response.HasStarted)
        {
            await RefuseAsync(
                context,
                runtime,
                decision,
                Causes.Server.StoreUnavailable,
                Evidence.ForOperator("problem", exception.Message)
            );
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            log($"A request broke the gateway, and was refused: {exception}");
            await RefuseAsync(
                context,
                runtime,
                decision,
                Causes.Server.Error,
                Evidence.ForOperator("exception", exception.GetType().FullName ?? exception.GetType().Name)
            );
        }
        finally
        {
            _decisions.Return(decision);
            Tracing.End(activity, context.Response.StatusCode);
        }
    }

    private async Task AnswerAsync(HttpContext context, SiteRuntime runtime, Decision decision)
    {
        var started = watch.Start();
        var verdict = await runtime.Pipeline.DecideAsync(decision, context.RequestAborted);
        watch.Decided(decision, verdict, started);
        if (verdict is Refused refused)
        {
            await runtime.Refusals.RespondAsync(context, decision, refused);
            return;
        }

        var route = decision.Route!;
        if (decision.IsPreflight)
        {
            CorsHeaders.AnswerPreflight(context, route.Cors!);
        }
        else if (route.Endpoint is { } endpoint)
        {
            GrantedFields.Apply(context, decision);
            if (route.Cors is { } cors)
            {
                CorsHeaders.Apply(context, cors);
            }

            await endpoints.AnswerAsync(endpoint, context, decision);
        }
        else if (route.Upstream is { } name)
        {
            await ForwardAsync(context, runtime, decision, route, runtime.Upstreams[name]);
        }
        else
        {
            // A route without an upstream is for front proxies that only ask; asked directly, nothing is there.
            await RefuseAsync(context, runtime, decision, Causes.Route.Unknown);
        }
    }

    private async Task ForwardAsync(
        HttpContext context,
        SiteRuntime runtime,
        Decision decision,
        Route route,
        Upstream upstream
    )
    {
        var feature = new ForwardFeature(
            decision,
            route,
            upstream,
            answered => Answered(answered, runtime, decision, route)
        );
        context.Features.Set(feature);
        await BodyWithoutKey.ReplaceAsync(context, decision, route);
        var error = await forwarder.SendAsync(
            context,
            upstream.NextAddress(),
            upstream.Invoker,
            new ForwarderRequestConfig { ActivityTimeout = upstream.ActivityTimeout },
            runtime.Transformer,
            context.RequestAborted
        );
        if (feature.ApplicationReason is { } reason)
        {
            await RefuseAsync(
                context,
                runtime,
                decision,
                Causes.Access.ApplicationRefused,
                Evidence.ForOperator("upstream", upstream.Name),
                Evidence.ForCaller("reason", SafeText.Escape(reason, LongestReason))
            );
        }
        else if (
            error != ForwarderError.None
            && !context.Response.HasStarted
            && !context.RequestAborted.IsCancellationRequested
        )
        {
            await RefuseAsync(
                context,
                runtime,
                decision,
                error is ForwarderError.RequestTimedOut ? Causes.Upstream.Timeout : Causes.Upstream.Unreachable,
                Evidence.ForOperator("upstream", upstream.Name),
                Evidence.ForOperator("problem", error.ToString())
            );
        }
    }

    private static void Answered(HttpContext context, SiteRuntime runtime, Decision decision, Route route)
    {
        GrantedFields.Apply(context, decision);
        if (route.Cors is { } cors)
        {
            CorsHeaders.Apply(context, cors);
        }

        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            runtime.Refusals.Record(
                decision,
                Refusing(decision, Causes.Upstream.Unauthorized, [Evidence.ForOperator("upstream", route.Upstream!)])
            );
        }
    }

    private static Task RefuseAsync(
        HttpContext context,
        SiteRuntime runtime,
        Decision decision,
        Cause cause,
        params Evidence[] evidence
    )
    {
        context.Response.Clear();
        return runtime.Refusals.RespondAsync(context, decision, Refusing(decision, cause, evidence));
    }

    private static Denied Refusing(Decision decision, Cause cause, Evidence[] evidence) =>
        new(
            cause,
            evidence,
            [.. decision.Steps, new TrailStep("forward", Finding.Failed(cause, evidence), Microseconds: 0)],
            decision.Route
        )
        {
            Presented = decision.Presented,
            User = decision.Principal?.Name,
        };
}
