using System.Net;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>
/// An address that a proxy asks before it forwards a request; the proxy says in <c>X-Forwarded-</c> fields which request
/// it means. The proxy of the lab is at 127.0.0.1.
/// </summary>
internal sealed class ForwardExhibits(LabParts parts) : IExhibitFamily
{
    private const string Method = "X-Forwarded-Method";
    private const string Scheme = "X-Forwarded-Proto";
    private const string Host = "X-Forwarded-Host";
    private const string Target = "X-Forwarded-Uri";
    private const string OtherTarget = "X-Original-URL";

    private static readonly string[] Description = [Method, Scheme, Host, Target];

    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Of(
                Causes.Forward.PeerUntrusted,
                "Somebody who is not the proxy asks; for everybody else there is nothing at this address.",
                "Sends its requests to the proxy; the operator of a proxy that is refused adds its address to those that are trusted.",
                step => Described(step, Causes.Forward.PeerUntrusted).From("127.0.0.2").Expect(404)
            ),
            Of(
                Causes.Forward.DescriptionMissing,
                "The proxy asks, and does not say about which path.",
                "Is the proxy's operator, who has X-Forwarded-Uri sent with the question.",
                step =>
                    step.With(Method, "GET")
                        .With(Scheme, "https")
                        .With(Host, "lab.example")
                        .With("X-Forwarded-For", "192.0.2.10")
                        .Expect(403)
            ),
            Of(
                Causes.Forward.DescriptionConflicting,
                "The question names two paths, one in the proxy's field and one in a field that came from the client: the proxy would forward another request than the one it asks about.",
                "Is the proxy's operator, who has the fields of other proxies removed from what clients send.",
                step =>
                    Described(step, Causes.Forward.DescriptionConflicting)
                        .With(OtherTarget, "https://lab.example/admin")
                        .Expect(403)
            ),
        ];

    private Exhibit Of(Cause cause, string scene, string client, Func<LabStep, LabStep> provoke)
    {
        var site = _judge.Decide([ExhibitRoutes.For(cause, _judge.Basic)], parts.Addresses[LabPlace.Main]);
        var step = Ask.Get($"/{cause.Id}/check")
            .Basic(LabAccount.Alice, LabAccount.Password)
            .Note("what a proxy asks, with the client's own credentials");
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context => AnswerAsync(context, cause, site),
            Provoke = [provoke(step)],
            Cure = [Described(step, cause)],
        };
    }

    private static LabStep Described(LabStep step, Cause cause) =>
        step.With(Method, "GET")
            .With(Scheme, "https")
            .With(Host, "lab.example")
            .With(Target, $"/{cause.Id}/orders")
            .With("X-Forwarded-For", "192.0.2.10");

    private async Task AnswerAsync(HttpContext context, Cause cause, LabSite site)
    {
        var decision = _judge.Begin(context, site);
        var asked = decision.Facts;
        if (!IPAddress.Loopback.Equals(asked.Peer.IsIPv4MappedToIPv6 ? asked.Peer.MapToIPv4() : asked.Peer))
        {
            var peer = Evidence.ForOperator("peer", asked.Peer.ToString());
            await _judge.RefuseAsync(context, decision, Causes.Forward.PeerUntrusted, peer);
        }
        else if (asked.Headers.Count(OtherTarget) > 0)
        {
            await RefuseAsync(context, decision, Causes.Forward.DescriptionConflicting, OtherTarget);
        }
        else if (Array.Find(Description, field => asked.Headers.Count(field) > 1) is { } twice)
        {
            await RefuseAsync(context, decision, Causes.Forward.DescriptionConflicting, twice);
        }
        else if (Array.Find(Description, field => string.IsNullOrEmpty(asked.Headers.First(field))) is { } missing)
        {
            await RefuseAsync(context, decision, Causes.Forward.DescriptionMissing, missing);
        }
        else
        {
            decision.Reset(site.Site, FactsOf(asked));
            if (await site.Pipeline.DecideAsync(decision, context.RequestAborted) is Refused refused)
            {
                await _judge.Refusals.RespondAsync(context, decision, refused);
            }
            else
            {
                await LabAnswers.CuredAsync(context, cause, decision.Principal?.Name);
            }
        }
    }

    private Task RefuseAsync(HttpContext context, Decision decision, Cause cause, string field) =>
        _judge.RefuseAsync(context, decision, cause, Evidence.ForOperator("field", field));

    private static RequestFacts FactsOf(RequestFacts asked)
    {
        var target = asked.Headers.First(Target)!;
        var host = asked.Headers.First(Host)!;
        return new()
        {
            Method = asked.Headers.First(Method)!,
            Target = target,
            Path = CanonicalPath.Read(target),
            Host = HostName.Fold(host),
            Authority = host,
            Headers = asked.Headers,
            Https = asked.Headers.First(Scheme) == "https",
            Peer = asked.Peer,
            Client = asked.Client,
            ThroughTrustedProxy = true,
            Proxies = asked.Proxies,
            ReceivedAt = asked.ReceivedAt,
            Framing = asked.Framing,
        };
    }
}
