using System.Net;
using System.Text;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Gateway.Seeing;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>
/// What is measured, in Prometheus's text, for the role <c>operator</c> and for a direct peer on this machine. For anyone
/// else it is not there.
/// </summary>
internal sealed class MetricsEndpoint(MetricsScrape scrape, Func<RefusalResponder> refusals) : IEndpoint
{
    /// <summary>The role that may read it from anywhere.</summary>
    public const string Role = "operator";

    public string Path => "metrics";

    public bool Identifies => true;

    public bool ForPrograms => true;

    public bool CountsAsUse => false;

    public Task AnswerAsync(HttpContext context, Decision decision)
    {
        if (decision.Principal?.Roles.Contains(Role, StringComparer.Ordinal) != true && !IsBeside(decision.Facts))
        {
            return refusals()
                .RespondAsync(
                    context,
                    decision,
                    new Denied(Causes.Route.Unknown, [], [.. decision.Steps], route: null)
                );
        }

        return EndpointAnswers.TextAsync(context, PrometheusText.MediaType, Encoding.UTF8.GetBytes(scrape.Read()));
    }

    /// <summary>
    /// Whether it comes from this machine for itself. A proxy here is a loopback peer as well, and says by one of these
    /// fields that it stands for others.
    /// </summary>
    public static bool IsBeside(RequestFacts facts) =>
        IPAddress.IsLoopback(facts.Peer)
        && !facts.ThroughTrustedProxy
        && !facts.Headers.All().Any(line => SpeaksForOthers(line.Name));

    private static bool SpeaksForOthers(string field) =>
        field.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || field.Equals("Via", StringComparison.OrdinalIgnoreCase)
        || field.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || field.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);
}
