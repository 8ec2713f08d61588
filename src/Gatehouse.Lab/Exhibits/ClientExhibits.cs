using System.Collections.Concurrent;
using System.Net;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Clients that come from where they may not, too often, or with too many failures behind them.</summary>
internal sealed class ClientExhibits : IExhibitFamily
{
    private const string Limited = "/client.concurrency-exceeded";
    private const string ByAddress = "from an address that is admitted";
    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = Closed + TimeSpan.FromMilliseconds(200);
    private static readonly IPNetwork Abroad = IPNetwork.Parse("198.51.100.128/25");

    private readonly ConcurrentDictionary<string, Decision> _running = new(StringComparer.Ordinal);
    private readonly LabParts _parts;
    private readonly LabJudge _judge;
    private readonly FailureLedger _bans;
    private readonly FailureLedger _tries;
    private readonly LabSite _oneAtATime;
    private uint _lastAddress;

    public ClientExhibits(LabParts parts)
    {
        _parts = parts;
        _judge = parts.Judge;
        _bans = new FailureLedger(parts.Clock, most: 3, Closed);
        _tries = new FailureLedger(parts.Clock, most: 3, Closed);
        _oneAtATime = Decide(
            ExhibitRoutes.For(Causes.Client.ConcurrencyExceeded) with
            {
                Access = RouteAccess.Everyone,
                Limits = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: 1),
            }
        );
    }

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "address",
                "An address from which nobody has come yet; a request says with X-Forwarded-For that it comes from there.",
                _ => new(NewAddress())
            ),
            new(
                "request-begin",
                $"POST begins a request to {Limited} from the address of ?from= that lasts until it is ended.",
                context => BeginAsync(context)
            ),
            new(
                "request-end",
                "POST ends the request that was begun from the address of ?from=.",
                context => new(End(context.Request))
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            From(
                Causes.Client.AddressDenied,
                "203.0.113.7",
                "Requests from 203.0.113.0/24 are refused, whatever they carry.",
                Decide(ExhibitRoutes.For(Causes.Client.AddressDenied, _judge.Basic))
            ),
            From(
                Causes.Client.HostDenied,
                LabHostNames.DeniedAddress.ToString(),
                $"The client's address belongs to {LabHostNames.Denied}, a host whose requests are refused.",
                Decide(ExhibitRoutes.For(Causes.Client.HostDenied, _judge.Basic))
            ),
            From(
                Causes.Client.CountryDenied,
                "198.51.100.200",
                "The client's address is in a list of addresses abroad, from where this site takes no requests.",
                Decide(
                    ExhibitRoutes.For(Causes.Client.CountryDenied, _judge.Basic),
                    new LabCheck("country", [Causes.Client.CountryDenied], JudgeCountry)
                )
            ),
            new()
            {
                Cause = Causes.Client.RateExceeded,
                Scene = "One client may ask once in two seconds, and asks twice.",
                Client = "Waits as long as Retry-After says, and asks more slowly from then on.",
                Site = Decide(
                    Everybody(Causes.Client.RateExceeded) with
                    {
                        Limits = new RouteLimits(PerSecond: 0.5, Burst: 1, Concurrent: null),
                    }
                ),
                Provoke =
                [
                    Address(),
                    Ask.Get("/client.rate-exceeded").Client("{address}"),
                    Ask.Get("/client.rate-exceeded").Client("{address}").Expect(429),
                ],
                Cure = [Ask.Get("/client.rate-exceeded").Client("{address}").After(Pause)],
            },
            new()
            {
                Cause = Causes.Client.ConcurrencyExceeded,
                Scene = "One client may have one request at a time here, and has a long one running.",
                Client = "Lets its requests wait for one another, and tries again when one has ended.",
                Site = _oneAtATime,
                Provoke =
                [
                    Address(),
                    Ask.Post("/_lab/request-begin?from={address}").Note("a request that takes long"),
                    Ask.Get(Limited).Client("{address}").Expect(429),
                ],
                Cure =
                [
                    Ask.Post("/_lab/request-end?from={address}").Note("it ends"),
                    Ask.Get(Limited).Client("{address}"),
                ],
            },
            Counted(
                Causes.Client.Banned,
                _bans,
                "After three refused requests from an address, every request from it is refused for two seconds.",
                "Stops what sends the wrong requests, and waits until the ban ends."
            ),
            Counted(
                Causes.Credentials.Throttled,
                _tries,
                "After three wrong passwords no password is judged for two seconds, not even the right one.",
                "Waits as long as Retry-After says; what it sends before that is neither accepted nor refused."
            ),
        ];

    private static LabStep Alice(Cause cause) => Ask.Get("/" + cause.Id).Basic(LabAccount.Alice, LabAccount.Password);

    private static LabStep Address() => Ask.Get("/_lab/address").Keep("address").Note("where this client comes from");

    private static Route Everybody(Cause cause) => ExhibitRoutes.For(cause) with { Access = RouteAccess.Everyone };

    private LabSite Decide(Route route, params ICheck[] extra) =>
        _judge.Decide([route], _parts.Addresses[LabPlace.Main], extra);

    private static Exhibit From(Cause cause, string address, string scene, LabSite site) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = "Comes from elsewhere, or asks whoever runs the site to admit its address.",
            Site = site,
            Provoke = [Alice(cause).Client(address).Expect(403)],
            Cure = [Alice(cause).Note(ByAddress)],
        };

    // The failures of others count nothing here, so that everybody who tries begins with none.
    private Exhibit Counted(Cause cause, FailureLedger failures, string scene, string client)
    {
        var site = Decide(
            ExhibitRoutes.For(cause, _judge.Basic),
            new LabCheck("failures", [cause], decision => JudgeFailures(decision, cause, failures))
        );
        var path = "/" + cause.Id;
        var wrong = Ask.Get(path).Client("{address}").Basic(LabAccount.Alice, "sesame-open").Expect(401);
        var right = Ask.Get(path).Client("{address}").Basic(LabAccount.Alice, LabAccount.Password);
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context => AnswerAsync(context, cause, site, failures),
            Provoke = [Address(), wrong, wrong, wrong, right.Expect(cause.Status)],
            Cure = [right.After(Pause)],
        };
    }

    // Noted before it is answered: a client that tries again at once is counted.
    private async Task AnswerAsync(HttpContext context, Cause cause, LabSite site, FailureLedger failures)
    {
        var decision = _judge.Begin(context, site);
        if (await site.Pipeline.DecideAsync(decision, context.RequestAborted) is not Refused refused)
        {
            await LabAnswers.CuredAsync(context, cause, decision.Principal?.Name);
            return;
        }

        if (refused.Told.Status == StatusCodes.Status401Unauthorized)
        {
            failures.Note(decision.Facts.Client.ToString());
        }

        await _judge.Refusals.RespondAsync(context, decision, refused);
    }

    private static Finding JudgeFailures(Decision decision, Cause cause, FailureLedger failures)
    {
        if (failures.ClosedUntil(decision.Facts.Client.ToString()) is not { } until)
        {
            return new Passed("few failures");
        }

        var wait = Math.Ceiling((until - decision.Facts.ReceivedAt).TotalSeconds);
        return Finding.Failed(
            cause,
            Evidence.Number("retry-after", (long)Math.Max(wait, 1), Disclosure.Caller),
            Evidence.Instant("until", until, Disclosure.Caller)
        );
    }

    private static Finding JudgeCountry(Decision decision) =>
        Abroad.Contains(decision.Facts.Client)
            ? Finding.Failed(Causes.Client.CountryDenied, Evidence.ForOperator("list", Abroad.ToString()))
            : new Passed("not in the list of addresses abroad");

    // Of the range for tests of networks (RFC 2544).
    private string NewAddress()
    {
        var number = Interlocked.Increment(ref _lastAddress);
        return new IPAddress([198, 18, (byte)(number >> 8), (byte)number]).ToString();
    }

    private async ValueTask<string?> BeginAsync(HttpContext context)
    {
        if (
            !HttpMethods.IsPost(context.Request.Method)
            || !IPAddress.TryParse(context.Request.Query["from"].ToString(), out var from)
        )
        {
            return null;
        }

        var asked = _judge.Begin(context, _oneAtATime).Facts;
        var decision = new Decision();
        decision.Reset(
            _oneAtATime.Site,
            new RequestFacts
            {
                Method = "GET",
                Target = Limited,
                Path = CanonicalPath.Read(Limited),
                Host = asked.Host,
                Authority = asked.Authority,
                Headers = asked.Headers,
                Https = true,
                Peer = asked.Peer,
                Client = from,
                ThroughTrustedProxy = true,
                Proxies = asked.Proxies,
                ReceivedAt = asked.ReceivedAt,
                Framing = asked.Framing,
            }
        );
        if (
            await _oneAtATime.Pipeline.DecideAsync(decision, context.RequestAborted) is Refused
            || !_running.TryAdd(from.ToString(), decision)
        )
        {
            decision.Release();
            return null;
        }

        return "begun\n";
    }

    private string? End(HttpRequest request)
    {
        if (
            !HttpMethods.IsPost(request.Method)
            || !IPAddress.TryParse(request.Query["from"].ToString(), out var from)
            || !_running.TryRemove(from.ToString(), out var decision)
        )
        {
            return null;
        }

        decision.Release();
        return "ended\n";
    }
}
