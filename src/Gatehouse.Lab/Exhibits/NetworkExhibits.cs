using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Proxies;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>What lies between client and server: names, addresses, filters, and servers that are several.</summary>
internal sealed class NetworkExhibits(LabParts parts) : IExhibitFamily
{
    private const string SiteHost = "orders.lab.example";
    private const string HonestAgent = "orders-sync/1.0 (+mailto:orders@lab.example)";

    private static readonly string[] _suspectAgents =
    [
        "curl/",
        "wget/",
        "python-",
        "go-http-client",
        "libwww",
        "java/",
        "sqlmap",
    ];

    private readonly ConcurrentDictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() => [DnsFailed(), DnsStale(), AddressDependent(), Waf(), Replica()];

    private static Exhibit DnsFailed() =>
        new()
        {
            Cause = Causes.Dns.Failed,
            Scene = "The host name is mistyped, and no resolver knows it.",
            Client = $"Mends the name: the site is {SiteHost}.",
            Handler = context => AnswerAsNamedAsync(context, Causes.Dns.Failed),
            Provoke = [Ask.Get("/dns.failed").Host("orders.lab.invalid").Bearer(BadServer.Token).Expect(0)],
            Cure = [Ask.Get("/dns.failed").Host(SiteHost).Bearer(BadServer.Token)],
        };

    private Exhibit DnsStale()
    {
        var step = Ask.Get("/dns.stale").Host(SiteHost).Bearer(BadServer.Token);
        return new Exhibit
        {
            Cause = Causes.Dns.Stale,
            Scene =
                "The site has moved, and the resolver still gives the address of the old server, which knows nobody any more.",
            Client = "Compares with what the zone's own servers say, and flushes the cache of its resolver.",
            Handler = context => AnswerAsNamedAsync(context, Causes.Dns.Stale),
            Provoke = parts.Addresses.All.ContainsKey(LabPlace.Old)
                ? [step.At(LabPlace.Old).Note("as the resolver says").Expect(401)]
                : [step.At(LabPlace.Dead).Note("as the resolver says").Expect(0)],
            Cure = [step.Note("as the zone's own server says")],
        };
    }

    private Exhibit AddressDependent()
    {
        var step = Ask.Get("/network.address-dependent").Basic(LabAccount.Alice, LabAccount.Password);
        return new Exhibit
        {
            Cause = Causes.Network.AddressDependent,
            Scene =
                "The server's list of addresses names ::1 and 127.0.0.2, but not 127.0.0.1, and whoever is not on it gets 401 whatever he presents.",
            Client = "Tries curl -4 and curl -6: where the answers differ, the credentials are not the reason.",
            Handler = context =>
                IsListed(context.Connection.RemoteIpAddress) && BadServer.IsAlice(context)
                    ? LabAnswers.CuredAsync(context, Causes.Network.AddressDependent, LabAccount.Alice)
                    : BadServer.RefuseAsync(
                        context,
                        StatusCodes.Status401Unauthorized,
                        BadServer.BasicChallenge,
                        "Unauthorized"
                    ),
            Provoke = [step.Note("over IPv4").Expect(401)],
            Cure = parts.Addresses.All.ContainsKey(LabPlace.Ipv6)
                ? [step.At(LabPlace.Ipv6).Note("over IPv6")]
                : [step.From("127.0.0.2").Note("from another address")],
        };
    }

    private static Exhibit Waf() =>
        new()
        {
            Cause = Causes.Waf.Blocked,
            Scene =
                "A filter in front of the application blocks what looks like an attack, or names a tool as its User-Agent, before credentials are looked at.",
            Client =
                "Sends an honest User-Agent of its own, and shows the incident's number to whoever runs the filter.",
            Handler = WafAsync,
            Provoke =
            [
                Ask.Get("/waf.blocked")
                    .With("User-Agent", "python-requests/2.32.3")
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Expect(403),
            ],
            Cure =
            [
                Ask.Get("/waf.blocked").With("User-Agent", HonestAgent).Basic(LabAccount.Alice, LabAccount.Password),
            ],
        };

    private Exhibit Replica()
    {
        var site = _judge.Decide(
            [ExhibitRoutes.For(Causes.Replica.Inconsistent, _judge.Key)],
            parts.Addresses[LabPlace.Main]
        );
        return new Exhibit
        {
            Cause = Causes.Replica.Inconsistent,
            Scene = "Two servers answer in turn under one name, and a new key has reached only the first of them.",
            Client = "Repeats once, and reports which of the servers refuses (X-Served-By).",
            Found = Causes.Key.Unknown,
            Handler = context => ReplicaAsync(context, site),
            Provoke =
            [
                Ask.Get("/_lab/key").Keep("key").Note("a new key"),
                Ask.Get("/replica.inconsistent").Key("{key}").Note("the first server knows it"),
                Ask.Get("/replica.inconsistent").Key("{key}").Note("the second does not").Expect(401),
            ],
            Cure = [Ask.Get("/replica.inconsistent").Key("{key}")],
        };
    }

    private async Task ReplicaAsync(HttpContext context, LabSite site)
    {
        if (await _judge.AdmitAsync(context, site) is not { Principal: { } principal } decision)
        {
            return;
        }

        var turn = _turns.AddOrUpdate(principal.KeyId ?? "", 0, static (_, last) => last + 1);
        var second = turn % 2 == 1;
        context.Response.Headers["X-Served-By"] = second ? "replica-2" : "replica-1";
        await (
            second
                ? _judge.RefuseAsync(context, decision, Causes.Key.Unknown)
                : LabAnswers.CuredAsync(context, Causes.Replica.Inconsistent, principal.Name)
        );
    }

    private static Task WafAsync(HttpContext context)
    {
        if (IsSuspect(context.Request))
        {
            context.Response.Headers["X-Waf-Incident"] = context.TraceIdentifier;
            return BadServer.RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                challenge: null,
                $"Request blocked. Incident {context.TraceIdentifier}"
            );
        }

        return BadServer.IsAlice(context)
            ? LabAnswers.CuredAsync(context, Causes.Waf.Blocked, LabAccount.Alice)
            : BadServer.RefuseAsync(
                context,
                StatusCodes.Status401Unauthorized,
                BadServer.BasicChallenge,
                "Unauthorized"
            );
    }

    private static bool IsSuspect(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        var query = Uri.UnescapeDataString(request.QueryString.Value ?? "").Replace('+', ' ');
        return agent.Length == 0
            || _suspectAgents.Any(name => agent.Contains(name, StringComparison.OrdinalIgnoreCase))
            || query.Contains("<script", StringComparison.OrdinalIgnoreCase)
            || query.Contains("union select", StringComparison.OrdinalIgnoreCase)
            || query.Contains("../", StringComparison.Ordinal);
    }

    // A lab that listens on every address is also reached at the old one.
    private static Task AnswerAsNamedAsync(HttpContext context, Cause cause) =>
        BadServer.HasToken(context)
        && string.Equals(context.Request.Host.Host, SiteHost, StringComparison.OrdinalIgnoreCase)
        && !OldServer.Address.Equals(context.Connection.LocalIpAddress)
            ? LabAnswers.CuredAsync(context, cause, LabAccount.Alice)
            : UnauthorizedAsync(context);

    private static bool IsListed(IPAddress? address) =>
        address is not null
        && (
            address.Equals(OldServer.Address)
            || (address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6)
        );

    private static Task UnauthorizedAsync(HttpContext context) =>
        BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, BadServer.BearerChallenge, "Unauthorized");
}
