using System.Net;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tests.Admission;
using Gatehouse.Decisions.Tests.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Checks;

/// <summary>One request for every cause of every check and scheme: what they say they find is what they find.</summary>
public class FoundCausesTests
{
    private const string AnyToken = "aaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly (string Check, string Cause, Func<DecisionSetup, Task<Verdict>> Send)[] Cases =
    [
        ("framing", "request.framing-ambiguous", FramedTwiceAsync),
        ("path", "request.path-ambiguous", Get("/api//x")),
        ("admission", "client.address-denied", From("203.0.113.9", "/api/x")),
        ("admission", "client.country-denied", From("198.18.0.9", "/api/x")),
        ("admission", "client.banned", BannedAsync),
        ("filter", "access.filter-refused", Get("/filtered/no")),
        ("filter", "server.configuration", Get("/filtered/away")),
        ("user-limits", "client.rate-exceeded", ByOneUserTwice("/of-user")),
        ("user-limits", "client.concurrency-exceeded", HeldByUserAsync),
        ("admission", "client.rate-exceeded", Twice("/rate")),
        ("admission", "client.concurrency-exceeded", HeldAsync),
        ("host-name", "client.host-denied", From("192.0.2.66", "/api/x")),
        ("transport", "credentials.insecure-transport", InTheClear("/api/x", Basic("alice", "right"))),
        ("transport", "route.moved", InTheClear("/api/x")),
        ("maintenance", "server.maintenance", WorkedOnAsync),
        ("preflight", "cors.origin-denied", Preflight("https://evil.example", "PUT", "authorization")),
        ("preflight", "cors.method-denied", Preflight("https://shop.example", "DELETE", "authorization")),
        ("preflight", "cors.header-denied", Preflight("https://shop.example", "PUT", "x-other")),
        ("route", "route.unknown", Get("/nothing-here")),
        ("route", "route.moved", Get("/old/x")),
        ("route", "route.method-not-allowed", Send("TRACE", "/api/x")),
        ("route", "access.nobody", Get("/nobody")),
        ("route", "server.configuration", Get("/closed")),
        ("credentials", "credentials.missing", Get("/api/x")),
        ("credentials", "certificate.missing", Get("/certificate")),
        ("credentials", "credentials.malformed", Get("/api/x", ("Authorization", "Other a=\"b"))),
        (
            "credentials",
            "credentials.ambiguous",
            Get("/api/x", ("Authorization", "Bearer a"), ("Authorization", "Bearer b"))
        ),
        ("credentials", "credentials.in-query", Get("/api/x?access_token=" + AnyToken)),
        ("credentials", "credentials.scheme-unsupported", Get("/api/x", ("Authorization", "Negotiate a"))),
        ("credentials", "header.prefix-missing", Get("/api/x", ("Authorization", AnyToken))),
        ("credentials", "key.misplaced", site => Get("/api/x?key=" + site.Directory.PutKey("alice"))(site)),
        ("authentication", "credentials.unreadable", Get("/api/x", ("Authorization", "Basic abc"))),
        ("authentication", "user.unknown", Get("/api/x", Basic("nobody", "right"))),
        ("authentication", "user.disabled", Get("/api/x", Basic("off", "right"))),
        ("authentication", "user.locked", Get("/api/x", Basic("shut", "right"))),
        ("authentication", "password.wrong", Get("/api/x", Basic("alice", "wrong"))),
        ("authentication", "password.expired", Get("/api/x", Basic("late", "right"))),
        ("authentication", "server.busy", BusyAsync),
        ("authentication", "credentials.throttled", ThrottledAsync),
        ("authentication", "key.unknown", Get("/api/x", ("X-Api-Key", "gth_x"))),
        (
            "authentication",
            "key.expired",
            site => KeyAsync(site, key => key with { ExpiresAt = DateTimeOffset.UnixEpoch })
        ),
        (
            "authentication",
            "key.revoked",
            site => KeyAsync(site, key => key with { RevokedAt = DateTimeOffset.UnixEpoch })
        ),
        ("authentication", "key.address-denied", site => KeyAsync(site, key => key with { From = ["203.0.113.0/24"] })),
        ("authentication", "key.misplaced", site => BearerAsync(site, site.Directory.PutKey("alice"))),
        ("authentication", "credentials.malformed", site => BearerAsync(site, "")),
        ("authentication", "token.malformed", site => BearerAsync(site, "a.b.c")),
        ("authentication", "token.algorithm-refused", site => BearerAsync(site, "eyJhbGciOiJub25lIn0.e30.")),
        ("authentication", "token.issuer-untrusted", site => BearerAsync(site, site.Token(c => c["iss"] = "x"))),
        ("authentication", "token.key-unknown", StrangerAsync),
        ("authentication", "token.signature-invalid", ForgedAsync),
        ("authentication", "token.revoked", RevokedAsync),
        ("authentication", "token.inactive", site => BearerAsync(site, AnyToken, "/asked/x")),
        ("authentication", "token.type-wrong", site => BearerAsync(site, site.Token(type: "logout+jwt"))),
        ("authentication", "token.expired", site => BearerAsync(site, site.Token(c => c["exp"] = 1))),
        ("authentication", "token.not-yet-valid", site => BearerAsync(site, site.Token(c => c["nbf"] = 9999999999))),
        ("authentication", "token.audience-mismatch", site => BearerAsync(site, site.Token(c => c["aud"] = "x"))),
        (
            "authentication",
            "token.binding-mismatch",
            site => BearerAsync(site, site.Token(c => c["cnf"] = new System.Text.Json.Nodes.JsonObject()))
        ),
        ("authentication", "provider.unreachable", site => AwayAsync(site, ProviderState.Unreachable)),
        ("authentication", "provider.misconfigured", site => AwayAsync(site, ProviderState.Misconfigured)),
        ("authentication", "session.expired-idle", site => SessionAsync(site, SessionEnd.Idle)),
        ("authentication", "session.expired-absolute", site => SessionAsync(site, SessionEnd.Absolute)),
        ("authentication", "session.revoked", site => SessionAsync(site, SessionEnd.SignedOut)),
        ("authentication", "session.unknown", site => SessionAsync(site, SessionText.Create())),
        ("authentication", "session.unreadable", site => SessionAsync(site, "x")),
        ("authentication", "digest.algorithm-unsupported", Digest(client => client with { Algorithm = "MD5" })),
        ("authentication", "digest.qop-unsupported", Digest(client => client with { Qop = "auth-conf" })),
        ("authentication", "digest.uri-mismatch", Digest(client => client with { Uri = "/other" })),
        ("authentication", "digest.nonce-unknown", Digest(client => client with { Nonce = "AAAA" })),
        ("authentication", "digest.nonce-stale", Digest(client => client, nonces: -600)),
        ("authentication", "digest.replayed", ReplayedAsync),
        ("authentication", "digest.response-wrong", Digest(client => client with { Password = "wrong" })),
        ("authentication", "certificate.untrusted", site => CertificateAsync(site, site.Stranger.Issue())),
        (
            "authentication",
            "certificate.expired",
            site => CertificateAsync(site, site.Authority.Issue(ends: TimeSpan.FromDays(-1)))
        ),
        ("authentication", "certificate.revoked", site => CertificateAsync(site, site.Revoked)),
        (
            "authentication",
            "certificate.unmapped",
            site => CertificateAsync(site, site.Authority.Issue(names: names => names.AddEmailAddress("nobody")))
        ),
        ("authentication", "server.configuration", LateListAsync),
        (
            "cross-site",
            "csrf.cross-site",
            Send("POST", "/api/x", Basic("alice", "right"), ("Sec-Fetch-Site", "cross-site"))
        ),
        ("cross-site", "csrf.token-missing", BySessionAsync),
        ("cross-site", "csrf.token-invalid", site => BySessionAsync(site, ("X-CSRF-Token", "x"))),
        ("authorization", "access.role-missing", Get("/staff", Basic("alice", "right"))),
        ("authorization", "access.permission-denied", Get("/write", Basic("alice", "right"))),
        ("authorization", "token.scope-insufficient", site => BearerAsync(site, site.Token(), "/write")),
        ("authorization", "token.too-old", site => BearerAsync(site, site.Token(), "/fresh")),
        ("authorization", "token.assurance-insufficient", site => BearerAsync(site, site.Token(), "/factor")),
        ("authorization", "mfa.required", Get("/factor", Basic("alice", "right"))),
        ("authorization", "route.method-not-allowed", Send("PUT", "/methods", Basic("alice", "right"))),
    ];

    public static TheoryData<string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (var each in Cases)
            {
                table.Add(each.Check, each.Cause);
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Cause_is_found_by_the_check_that_says_so(string check, string cause)
    {
        var setup = Everything();
        var send = Cases.Single(each => each.Check == check && each.Cause == cause).Send;
        var refused = Assert.IsAssignableFrom<Refused>(await send(setup));
        Assert.Equal(cause, refused.Cause.Id);
        Assert.Equal(check, refused.Trail[^1].Check);
        Assert.All(refused.Trail.SkipLast(1), step => Assert.True(step.Finding is Passed or NotApplicable));
    }

    [Fact]
    public void Every_check_lists_what_it_finds_and_nothing_else()
    {
        var setup = Everything();
        var checks = DecisionOrder.Checks(
            setup.Admission,
            new AuthenticationCheck(setup.Remembered, setup.Failures, setup.Directory, setup.Directory, setup.Time),
            setup.FormTokens,
            setup.HostNames
        );
        foreach (var check in checks)
        {
            var listed =
                check is AuthenticationCheck
                    ? setup
                        .All.Append(setup.Session)
                        .Append(setup.Digest)
                        .Append(setup.CertificateScheme)
                        .SelectMany(scheme => scheme.FoundCauses)
                        .Distinct()
                    : check.FoundCauses;
            Assert.Equal(
                listed.Select(cause => cause.Id).Order(StringComparer.Ordinal),
                Cases.Where(each => each.Check == check.Name).Select(each => each.Cause).Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public void What_is_covered_is_what_checks_find_and_what_the_server_decides_itself()
    {
        string[] byItself =
        [
            "access.application-refused",
            "access.hidden",
            "cookie.blocked",
            "credentials.rejected",
            "forward.description-conflicting",
            "forward.description-missing",
            "forward.peer-untrusted",
            "mfa.wrong",
            "grant.client-rejected",
            "grant.invalid",
            "grant.request-invalid",
            "provider.account-unlinked",
            "provider.clock-skewed",
            "provider.login-failed",
            "provider.nonce-mismatch",
            "provider.state-mismatch",
            "server.error",
            "server.store-unavailable",
            "token.refresh-reused",
            "upstream.timeout",
            "upstream.unauthorized",
            "upstream.unreachable",
        ];
        Assert.Equal(
            Cases
                .Select(each => each.Cause)
                .Concat(byItself)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
            CoveredCauses.Prevented.Select(cause => cause.Id).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("nobody", "user.unknown")]
    [InlineData("off", "user.disabled")]
    [InlineData("shut", "user.locked")]
    [InlineData("alice", null)]
    [InlineData("late", null)]
    public async Task Assumed_user_is_judged_as_an_account_and_not_by_a_password(string name, string? cause)
    {
        var setup = Everything();
        var check = new AssumedUserCheck(setup.Directory, name);
        setup.Last.Reset(
            new Site { PublicUrl = new Uri("https://site.example"), Routes = new RouteTable([setup.Api("/**")]) },
            setup.Facts("GET", "/x")
        );
        var pipeline = new DecisionPipeline(DecisionOrder.Checks(setup.Admission, check), setup.Time);
        var verdict = await pipeline.DecideAsync(setup.Last, CancellationToken.None);
        Assert.Equal(cause, (verdict as Refused)?.Cause.Id);
        Assert.Equal(0, setup.Passwords.Count);
        if (cause is not null)
        {
            Assert.Contains(Causes.Find(cause), check.FoundCauses);
        }
    }

    private static DecisionSetup Everything()
    {
        var setup = new DecisionSetup
        {
            Site = parts =>
            {
                parts.Deny.Add("203.0.113.0/24");
                parts.DenyHosts.Add("bad.example");
                parts.Countries = new BenchmarkNetIsXx();
                parts.DenyCountries.Add("XX");
            },
            HostNames = new NamesByAddress(),
            Routes = Routes,
        };
        setup.Directory.Put("off", user => user with { Disabled = true });
        setup.Directory.Put("shut", user => user with { Locked = true });
        setup.Directory.Put("late", user => user with { MustChangePassword = true });
        return setup;
    }

    private static IEnumerable<Route> Routes(DecisionSetup site) =>
        [
            site.Api("/api/**"),
            site.Page("/page"),
            site.Proven("/proven"),
            site.Api("/asked/**") with
            {
                Introspectors = [new TestIntrospector("legacy")],
            },
            site.Api("/certificate") with
            {
                Schemes = [site.CertificateScheme],
            },
            site.Api("/cors") with
            {
                Cors = new CorsRules
                {
                    Origins = ["https://shop.example"],
                    Methods = ["PUT"],
                    Headers = ["authorization"],
                },
            },
            site.Api("/rate") with
            {
                Limits = new RouteLimits(PerSecond: 1, Burst: 1, Concurrent: null),
            },
            site.Api("/filtered/**") with
            {
                Access = RouteAccess.Everyone,
                Filter = new FixedFilter(),
            },
            site.Api("/of-user") with
            {
                Limits = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: null)
                {
                    PerUser = new RouteLimits(PerSecond: 1, Burst: 1, Concurrent: null),
                },
            },
            site.Api("/held-by-user") with
            {
                Limits = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: null)
                {
                    PerUser = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: 1),
                },
            },
            site.Api("/held") with
            {
                Limits = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: 1),
            },
            site.Api("/old/**") with
            {
                Access = RouteAccess.Moved,
                MovedTo = "/new/",
            },
            site.Api("/nobody") with
            {
                Access = RouteAccess.Nobody,
            },
            site.Api("/closed") with
            {
                ClosedBecause = "a secret is missing",
            },
            site.Api("/staff") with
            {
                Require = new Requirement { Roles = ["staff"] },
            },
            site.Api("/write") with
            {
                Require = new Requirement { Scopes = ["orders:write"] },
            },
            site.Api("/fresh") with
            {
                Require = new Requirement { Fresh = TimeSpan.FromMinutes(5) },
            },
            site.Api("/factor") with
            {
                Require = new Requirement { Factor = 2 },
            },
            site.Api("/methods") with
            {
                PerMethod = new Dictionary<string, Requirement>(StringComparer.Ordinal) { ["POST"] = new() },
            },
        ];

    private static Task<Verdict> CertificateAsync(DecisionSetup site, X509Certificate2 certificate)
    {
        site.Certificate = certificate;
        return Get("/certificate")(site);
    }

    private static Task<Verdict> LateListAsync(DecisionSetup site)
    {
        var certificate = site.Authority.Issue(ends: TimeSpan.FromDays(40));
        Assert.Null(site.CertificateScheme.ClosedBecause);
        site.Time.Advance(TimeSpan.FromDays(30));
        return CertificateAsync(site, certificate);
    }

    private static Task<Verdict> RevokedAsync(DecisionSetup site)
    {
        var token = site.Token();
        Assert.True(CompactJws.TryParse(token, out var jws, out _));
        site.Revocations.Revoke(jws.SigningInputHash(), DateTimeOffset.UnixEpoch);
        return BearerAsync(site, token);
    }

    private static Task<Verdict> SessionAsync(DecisionSetup site, string cookie) =>
        Get("/page", ("Cookie", "__Host-gatehouse=" + cookie))(site);

    private static Task<Verdict> SessionAsync(DecisionSetup site, SessionEnd by)
    {
        var cookie = site.SignIn();
        site.Sessions.Change(cookie, session => session with { EndedAt = session.StartedAt, EndedBy = by });
        return SessionAsync(site, cookie);
    }

    private static (string, string) Basic(string name, string password) =>
        ("Authorization", DecisionSetup.BasicOf(name, password));

    private static Func<DecisionSetup, Task<Verdict>> Send(
        string method,
        string target,
        params (string, string)[] headers
    ) => site => site.DecideAsync(method, target, headers).AsTask();

    private static Func<DecisionSetup, Task<Verdict>> Get(string target, params (string, string)[] headers) =>
        Send("GET", target, headers);

    private static Func<DecisionSetup, Task<Verdict>> From(string client, string target) =>
        site =>
        {
            site.Client = IPAddress.Parse(client);
            return Get(target)(site);
        };

    private static Func<DecisionSetup, Task<Verdict>> InTheClear(string target, params (string, string)[] headers) =>
        site =>
        {
            site.Https = false;
            return Get(target, headers)(site);
        };

    private static Func<DecisionSetup, Task<Verdict>> Preflight(string origin, string method, string headers) =>
        Send(
            "OPTIONS",
            "/cors",
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", headers)
        );

    private static Func<DecisionSetup, Task<Verdict>> Twice(string target) =>
        async site =>
        {
            await Get(target)(site);
            return await Get(target)(site);
        };

    private static async Task<Verdict> WorkedOnAsync(DecisionSetup setup)
    {
        await setup.Maintenance.BeginMaintenanceAsync("/api/**", until: null, CancellationToken.None);
        return await setup.DecideAsync("GET", "/api/x");
    }

    private static Func<DecisionSetup, Task<Verdict>> ByOneUserTwice(string target) =>
        async site =>
        {
            await Get(target, Basic("alice", "right"))(site);
            return await Get(target, Basic("alice", "right"))(site);
        };

    private static async Task<Verdict> HeldByUserAsync(DecisionSetup site)
    {
        await site.DecideAsync(site.Facts("GET", "/held-by-user", Basic("alice", "right")), new Decision());
        return await Get("/held-by-user", Basic("alice", "right"))(site);
    }

    private static async Task<Verdict> BannedAsync(DecisionSetup site)
    {
        site.Bans.Add(site.Client, names: 20, site.Time.GetUtcNow());
        return await Get("/api/x")(site);
    }

    private static async Task<Verdict> ThrottledAsync(DecisionSetup site)
    {
        var store = new InMemoryGuesses();
        await using var guesses = await GuessGuard.StartAsync(
            new GuessOptions
            {
                Store = store,
                Devices = store,
                Time = site.Time,
            },
            CancellationToken.None
        );
        site.Basic = new BasicScheme(new PasswordJudge(site.Directory, site.Passwords, site.Tags, guesses));
        for (var i = 0; i < 5; i++)
        {
            await Get("/api/x", Basic("alice", "wrong " + i))(site);
        }

        return await Get("/api/x", Basic("alice", "right"))(site);
    }

    private static async Task<Verdict> HeldAsync(DecisionSetup site)
    {
        await site.DecideAsync(site.Facts("GET", "/held"), new Decision());
        return await Get("/held")(site);
    }

    private static Task<Verdict> FramedTwiceAsync(DecisionSetup site) =>
        site.DecideAsync(
                new RequestFacts
                {
                    Method = "POST",
                    Target = "/api/x",
                    Path = CanonicalPath.Read("/api/x"),
                    Host = "site.example",
                    Headers = new HeaderLineList([]),
                    Peer = IPAddress.Loopback,
                    Client = IPAddress.Loopback,
                    ReceivedAt = site.Time.GetUtcNow(),
                    Framing = FramingFault.TwoLengths,
                }
            )
            .AsTask();

    private static Task<Verdict> BusyAsync(DecisionSetup site)
    {
        site.Passwords.IsFull = true;
        return Get("/api/x", Basic("alice", "right"))(site);
    }

    private static Task<Verdict> KeyAsync(
        DecisionSetup site,
        Func<Decisions.Keys.KeyRecord, Decisions.Keys.KeyRecord> change
    ) => Get("/api/x", ("X-Api-Key", site.Directory.PutKey("alice", change)))(site);

    private static Task<Verdict> BearerAsync(DecisionSetup site, string token, string target = "/api/x") =>
        Get(target, ("Authorization", "Bearer " + token))(site);

    private static async Task<Verdict> StrangerAsync(DecisionSetup site)
    {
        using var stranger = SigningKey.CreateEs256();
        return await BearerAsync(site, site.Token(signer: stranger));
    }

    private static Task<Verdict> ForgedAsync(DecisionSetup site)
    {
        var token = site.Token();
        var dot = token.LastIndexOf('.') + 1;
        return BearerAsync(site, token[..dot] + (token[dot] == 'A' ? 'B' : 'A') + token[(dot + 1)..]);
    }

    private static Func<DecisionSetup, Task<Verdict>> Digest(Func<DigestClient, DigestClient> change, int nonces = 0) =>
        site => Get("/proven", change(Answer(site, nonces)).Field)(site);

    private static DigestClient Answer(DecisionSetup site, int nonces = 0) =>
        new()
        {
            Nonce = site.Nonces.Create("Gatehouse", site.Counts.Origin, site.Time.GetUtcNow().AddSeconds(nonces)),
            Uri = "/proven",
        };

    private static async Task<Verdict> ReplayedAsync(DecisionSetup site)
    {
        var field = Answer(site).Field;
        await Get("/proven", field)(site);
        return await Get("/proven", field)(site);
    }

    private static Task<Verdict> AwayAsync(DecisionSetup site, ProviderState state)
    {
        site.Provider.State = state;
        return BearerAsync(site, site.Token());
    }

    private static Task<Verdict> BySessionAsync(DecisionSetup site) => BySessionAsync(site, []);

    private static async Task<Verdict> BySessionAsync(DecisionSetup site, params (string, string)[] headers)
    {
        var pipeline = new DecisionPipeline([new SignedIn(), new CrossSiteCheck(site.FormTokens)], site.Time);
        site.Last.Reset(
            new Site { PublicUrl = new Uri("https://site.example"), Routes = new RouteTable([site.Api("/**")]) },
            site.Facts("POST", "/x", headers)
        );
        return await pipeline.DecideAsync(site.Last, CancellationToken.None);
    }

    // Stands where a session's cookie would be judged.
    private sealed class SignedIn : ICheck
    {
        public string Name => "authentication";

        public IReadOnlyCollection<Cause> FoundCauses => [];

        public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
        {
            decision.Principal = new Principal
            {
                Kind = PrincipalKind.Person,
                Name = "alice",
                Scheme = "session",
                SessionId = "s1",
                AttachedByBrowser = true,
            };
            return new ValueTask<Finding>(new Passed("the session goes on"));
        }
    }

    private sealed class NamesByAddress : Decisions.Admission.IHostNames
    {
        public ValueTask<string?> NameOfAsync(IPAddress address, CancellationToken cancellationToken) =>
            new(address.ToString() == "192.0.2.66" ? "host.bad.example" : null);
    }
}
