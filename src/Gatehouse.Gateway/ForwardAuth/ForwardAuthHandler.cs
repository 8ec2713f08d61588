using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Gateway.Seeing;
using Gatehouse.Gateway.Serving;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// Answers proxies that ask before they forward: may this request pass, and who is it from? The original request goes
/// through the same decision as one that arrives here itself. Nothing but a grant is ever a 2xx.
/// </summary>
internal sealed class ForwardAuthHandler(RequestWatch watch, Action<string> log)
{
    private const string Endpoint = "check";
    private const string CheckName = "forward-auth";

    /// <summary>Whether a request is a question; what stands behind the endpoint's path goes to <paramref name="pathBelow"/>.</summary>
    public static bool IsAsked(RequestFacts facts, Site site, out string pathBelow)
    {
        pathBelow = "";
        var target = facts.Target.AsSpan();
        if (!target.StartsWith(site.Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        target = target[site.Prefix.Length..];
        if (!target.StartsWith(Endpoint, StringComparison.Ordinal))
        {
            return false;
        }

        target = target[Endpoint.Length..];
        if (target.Length > 0 && target[0] == '/')
        {
            pathBelow = target.ToString();
        }

        return target.Length == 0 || target[0] is '/' or '?';
    }

    public async Task AnswerAsync(HttpContext context, SiteRuntime runtime, Decision decision, string pathBelow)
    {
        var asked = decision.Facts;
        if (!asked.ThroughTrustedProxy)
        {
            await HideAsync(context, runtime, decision);
            return;
        }

        var dialect = DescriptionReader.DialectOf(asked, pathBelow);
        try
        {
            if (asked.Headers.Count(RefusalTicket.Field) > 0)
            {
                await ShowAsync(context, runtime, decision);
            }
            else if (
                DescriptionReader.Read(asked, pathBelow, dialect, runtime.ForwardAuth.Identity, out var fault) is
                { } description
            )
            {
                await DecideAsync(context, runtime, decision, description, dialect);
            }
            else
            {
                await RefuseAsync(context, runtime, decision, fault!, dialect);
            }
        }
        catch (Exception exception)
            when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            log($"A question of a proxy broke the gateway, and was answered with a refusal: {exception}");
            context.Response.Clear();
            var finding = Finding.Failed(
                Causes.Server.Error,
                Evidence.ForOperator("exception", exception.GetType().FullName ?? exception.GetType().Name)
            );
            await RefuseAsync(context, runtime, decision, Refusing(decision, finding), dialect);
        }
    }

    // For anyone but a trusted proxy the endpoint is not there: the answer is that of any unknown path.
    private static async Task HideAsync(HttpContext context, SiteRuntime runtime, Decision decision)
    {
        var verdict = await runtime.Pipeline.DecideAsync(decision, context.RequestAborted);
        if (verdict is not Refused refused || refused.Cause == Causes.Route.Unknown)
        {
            var stranger = Finding.Failed(
                Causes.Forward.PeerUntrusted,
                Evidence.ForOperator("peer", decision.Facts.Peer.ToString())
            );
            refused = Refusing(decision, stranger);
        }

        await runtime.Refusals.RespondAsync(context, decision, refused);
    }

    private async Task DecideAsync(
        HttpContext context,
        SiteRuntime runtime,
        Decision decision,
        Description description,
        IDialect dialect
    )
    {
        decision.Reset(runtime.Site, FactsOf(decision.Facts, description));
        var started = watch.Start();
        var verdict = await runtime.Pipeline.DecideAsync(decision, context.RequestAborted);
        watch.Decided(decision, verdict, started);
        if (verdict is Refused refused)
        {
            await RefuseAsync(context, runtime, decision, refused, dialect);
        }
        else
        {
            runtime.ForwardAuth.Grant(context, decision, runtime.Upstreams);
        }
    }

    private static RequestFacts FactsOf(RequestFacts asked, Description description) =>
        new()
        {
            Method = description.Method,
            Target = description.Target,
            Path = CanonicalPath.Read(description.Target),
            Host = HostName.Fold(description.Host),
            Authority = description.Host,
            Headers = asked.Headers,
            Https = description.Https,
            Peer = asked.Peer,
            Client = asked.Client,
            ThroughTrustedProxy = true,
            Proxies = asked.Proxies,
            ReceivedAt = asked.ReceivedAt,
            Framing = asked.Framing,
        };

    private static Task RefuseAsync(
        HttpContext context,
        SiteRuntime runtime,
        Decision decision,
        DescriptionFault fault,
        IDialect dialect
    ) =>
        RefuseAsync(
            context,
            runtime,
            decision,
            Refusing(
                decision,
                Finding.Failed(
                    fault.Cause,
                    Evidence.ForOperator("dialect", dialect.Name),
                    Evidence.ForOperator("field", SafeText.Escape(fault.Field, 64)),
                    Evidence.ForOperator("problem", fault.Problem)
                )
            ),
            dialect
        );

    private static Denied Refusing(Decision decision, Failed finding) =>
        new(
            finding.Cause,
            finding.Evidence,
            [.. decision.Steps, new TrailStep(CheckName, finding, Microseconds: 0)],
            decision.Route
        )
        {
            Presented = decision.Presented,
            User = decision.Principal?.Name,
        };

    private static async Task RefuseAsync(
        HttpContext context,
        SiteRuntime runtime,
        Decision decision,
        Refused refused,
        IDialect dialect
    )
    {
        var refusal = runtime.Refusals.Prepare(context, decision, refused);
        RefusalResponder.WriteFields(context, refusal, (refused.ShownAs ?? refused).Route?.Cors);
        if (dialect.KnowsFewStatuses)
        {
            FewStatuses.Apply(context.Response, refusal, runtime.ForwardAuth.Tickets);
        }
        else
        {
            await runtime.Refusals.WriteBodyAsync(context, decision.Site, refusal);
        }
    }

    // A proxy that knows few statuses comes back with what it was given, to show the person the refusal as it is.
    private static async Task ShowAsync(HttpContext context, SiteRuntime runtime, Decision decision)
    {
        if (
            StatedFields.One(decision.Facts.Headers, RefusalTicket.Field, out _) is { } text
            && runtime.ForwardAuth.Tickets.Read(text) is { } ticket
        )
        {
            ticket.WriteFields(context.Response);
            await runtime.Refusals.WriteBodyAsync(context, decision.Site, ticket.Refusal);
        }
        else
        {
            var fault = DescriptionFault.Conflicting(RefusalTicket.Field, "was not made here");
            await RefuseAsync(context, runtime, decision, fault, DescriptionReader.DialectOf(decision.Facts, "/"));
        }
    }
}
