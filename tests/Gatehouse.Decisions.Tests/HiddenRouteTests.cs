using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Routes;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests;

public class HiddenRouteTests
{
    private static readonly Func<Route, Route> Hide = route =>
        route with
        {
            Hidden = true,
            Require = new Requirement { Roles = ["staff"] },
        };

    public static TheoryData<string, string, string?, string?> Requests =>
        new()
        {
            { "GET", "/internal/x", null, null },
            { "GET", "/internal/x", "Authorization", DecisionSetup.BasicOf("alice", "right") },
            { "GET", "/internal/x", "Authorization", DecisionSetup.BasicOf("alice", "wrong") },
            { "GET", "/internal/x", "Authorization", DecisionSetup.BasicOf("nobody", "right") },
            { "GET", "/internal/x", "Authorization", "Bearer x" },
            { "GET", "/internal/x", "Authorization", "Basic \"" },
            { "POST", "/internal/x", "Sec-Fetch-Site", "cross-site" },
            { "DELETE", "/internal/x", "Authorization", DecisionSetup.BasicOf("alice", "right") },
            { "OPTIONS", "/internal/x", "Origin", "https://shop.example" },
            { "GET", "/internal/a;b", null, null },
            { "GET", "/internal/a%2Fb", "Authorization", DecisionSetup.BasicOf("alice", "right") },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Without_access_the_answer_is_that_of_a_missing_path_whatever_stands_below(
        string method,
        string path,
        string? name,
        string? value
    )
    {
        Func<DecisionSetup, Route[]>[] below =
        [
            _ => [],
            site => [site.Api("/**") with { Access = RouteAccess.Everyone }],
            site => [site.Api("/**")],
            site => [site.Api("/**") with { Access = RouteAccess.Nobody }],
            site => [Hide(site.Api("/**")), site.Api("/internal/**") with { Schemes = [site.Basic] }],
        ];
        foreach (var routes in below)
        {
            (string, string)[] headers = name is null ? [] : [(name, value!)];
            var setup = new DecisionSetup { Routes = site => [Hide(site.Api("/internal/**")), .. routes(site)] };
            var hidden = Assert.IsAssignableFrom<Refused>(await setup.DecideAsync(method, path, headers));
            Assert.Null(setup.Last.Route is { Hidden: true } ? setup.Last.Route : null);
            var shown = hidden.ShownAs ?? hidden;
            Assert.False(shown.Route is { Hidden: true });

            // The same below, without the hidden route; where that lets through, a missing path.
            var plain = new DecisionSetup { Routes = site => routes(site).Where(route => !route.Hidden) };
            var verdict = await plain.DecideAsync(method, path, headers);
            Assert.Equal(verdict is Refused refused ? refused.Told.Id : "route.unknown", shown.Told.Id);
        }
    }

    [Fact]
    public async Task Operator_is_told_of_the_hidden_route_and_of_what_refused_there()
    {
        var setup = new DecisionSetup { Routes = site => [Hide(site.Api("/internal/**"))] };
        var refused = Assert.IsType<Denied>(
            await setup.DecideAsync("GET", "/internal/x", ("Authorization", DecisionSetup.BasicOf("alice", "right")))
        );
        Assert.Equal("access.hidden", refused.Cause.Id);
        Assert.Contains(refused.Evidence, piece => piece is { Name: "cause", Value: "access.role-missing" });
        Assert.Contains(refused.Evidence, piece => piece is { Name: "route", Value: "/internal/**" });
        Assert.Equal("alice", refused.User);
    }

    [Fact]
    public async Task Whoever_has_access_gets_through()
    {
        var setup = new DecisionSetup { Routes = site => [Hide(site.Api("/internal/**"))] };
        setup.Directory.Put("alice", user => user with { Roles = ["staff"] });
        Assert.Equal(
            "granted to alice",
            await setup.CauseAsync("GET", "/internal/x", ("Authorization", DecisionSetup.BasicOf("alice", "right")))
        );
    }

    [Fact]
    public async Task Provider_or_store_that_is_away_does_not_give_it_away()
    {
        var setup = new DecisionSetup { Routes = site => [Hide(site.Api("/internal/**"))] };
        setup.Provider.State = ProviderState.Unreachable;
        var refused = Assert.IsType<Denied>(
            await setup.DecideAsync("GET", "/internal/x", ("Authorization", "Bearer " + setup.Token()))
        );
        Assert.Equal("route.unknown", (refused.ShownAs ?? refused).Told.Id);
    }

    [Theory]
    [InlineData("/internal/x")]
    [InlineData("/missing")]
    public async Task Hidden_and_missing_paths_cost_one_verification_alike(string path)
    {
        var setup = new DecisionSetup { Routes = site => [Hide(site.Api("/internal/**"))] };
        await setup.DecideAsync("GET", path, ("Authorization", DecisionSetup.BasicOf("alice", "wrong")));
        Assert.Equal(1, setup.Passwords.Count);
    }

    [Fact]
    public async Task First_failure_looks_like_a_first_failure_and_a_repeated_one_like_a_repeated_one()
    {
        string[] paths = ["/internal/x", "/missing"];
        foreach (var path in paths)
        {
            var setup = new DecisionSetup { Routes = site => [Hide(site.Api("/internal/**")), site.Api("/**")] };
            var wrong = ("Authorization", DecisionSetup.BasicOf("alice", "wrong"));
            Assert.False(Shown(await setup.DecideAsync("GET", path, wrong)).Repeated);
            Assert.True(Shown(await setup.DecideAsync("GET", path, wrong)).Repeated);
            Assert.Equal(2, setup.Passwords.Count);
        }
    }

    [Fact]
    public async Task Preflight_is_answered_as_for_a_missing_path()
    {
        var cors = new CorsRules
        {
            Origins = ["https://shop.example"],
            Methods = ["PUT"],
            Headers = ["authorization"],
            Credentials = true,
        };
        Func<DecisionSetup, Route[]>[] below =
        [
            _ => [],
            site => [site.Api("/**")],
            site => [site.Api("/**") with { Cors = cors }],
            site => [Hide(site.Api("/internal/*") with { Cors = cors }), site.Api("/**") with { Cors = cors }],
        ];
        foreach (var routes in below)
        {
            var setup = new DecisionSetup
            {
                Routes = site => [Hide(site.Api("/internal/**") with { Cors = cors }), .. routes(site)],
            };
            (string, string)[] preflight =
            [
                ("Origin", "https://shop.example"),
                ("Access-Control-Request-Method", "PUT"),
            ];
            var hidden = await setup.DecideAsync("OPTIONS", "/internal/x", preflight);
            var (hiddenRoute, answered) = (setup.Last.Route?.Name, setup.Last.IsPreflight);
            var missing = await setup.DecideAsync("OPTIONS", "/missing", preflight);
            Assert.Equal(setup.Last.IsPreflight, answered);
            Assert.Equal(missing is Granted, hidden is Granted);
            if (hidden is Granted)
            {
                Assert.Equal("/**", hiddenRoute);
            }
            else
            {
                Assert.Equal(Shown(missing).Told, Shown(hidden).Told);
                Assert.Equal("access.hidden", ((Refused)hidden).Cause.Id);
            }
        }
    }

    [Fact]
    public async Task Place_among_the_concurrent_ones_is_given_back_on_every_route_that_was_asked()
    {
        var one = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: 1);
        var setup = new DecisionSetup
        {
            Routes = site =>
                [Hide(site.Api("/internal/**") with { Limits = one }), site.Api("/**") with { Limits = one }],
        };
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("credentials.missing", Shown(await setup.DecideAsync("GET", "/internal/x")).Told.Id);
        }
    }

    [Fact]
    public async Task What_nobody_may_see_stays_unseen_also_in_the_operators_cause()
    {
        var secret = new Findings.Evidence("secret", "value", Findings.Disclosure.Nobody);
        var route = new Route
        {
            Name = "/**",
            Path = PathPattern.Parse("/**"),
            Hidden = true,
        };
        var decision = new Decision();
        var setup = new DecisionSetup { Routes = _ => [route] };
        decision.Reset(
            new Site { PublicUrl = new Uri("https://site.example"), Routes = new RouteTable([route]) },
            setup.Facts("GET", "/x")
        );
        var pipeline = new DecisionPipeline([new FixedCheck(secret)], setup.Time);
        var refused = Assert.IsType<Denied>(await pipeline.DecideAsync(decision, CancellationToken.None));
        Assert.Equal("access.hidden", refused.Cause.Id);
        Assert.DoesNotContain(refused.Evidence, piece => piece.Name == "secret");
    }

    private static Refused Shown(Verdict verdict)
    {
        var refused = Assert.IsAssignableFrom<Refused>(verdict);
        return refused.ShownAs ?? refused;
    }

    private sealed class FixedCheck(Findings.Evidence evidence) : ICheck
    {
        public string Name => "fixed";

        public IReadOnlyCollection<Gatehouse.Protocol.Causes.Cause> FoundCauses => [];

        public ValueTask<Findings.Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) =>
            new(Findings.Finding.Failed(Gatehouse.Protocol.Causes.Causes.Access.RoleMissing, evidence));
    }
}
