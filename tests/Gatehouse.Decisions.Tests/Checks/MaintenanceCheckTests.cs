using System.Collections.Frozen;
using System.Globalization;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Tests.Checks;

public class MaintenanceCheckTests
{
    private readonly DecisionSetup _site = new()
    {
        Routes = setup =>
            [
                new Route
                {
                    Name = "/_gatehouse/sign-in",
                    Path = PathPattern.Parse("/_gatehouse/sign-in"),
                    Access = RouteAccess.Everyone,
                    Endpoint = "sign-in",
                },
                new Route
                {
                    Name = "/_gatehouse/**",
                    Path = PathPattern.Parse("/_gatehouse/**"),
                    Access = RouteAccess.Missing,
                },
                new Route
                {
                    Name = "/hidden/**",
                    Path = PathPattern.Parse("/hidden/**"),
                    Schemes = [setup.Basic],
                    Hidden = true,
                },
                new Route
                {
                    Name = "/api/**",
                    Path = PathPattern.Parse("/api/**"),
                    Schemes = [setup.Basic],
                    Upstream = "app",
                    Cors = new CorsRules
                    {
                        Origins = FrozenSet.Create(StringComparer.Ordinal, "https://shop.example"),
                        Methods = [],
                        Headers = [],
                    },
                },
                new Route
                {
                    Name = "/public/**",
                    Path = PathPattern.Parse("/public/**"),
                    Access = RouteAccess.Everyone,
                    Upstream = "app",
                },
            ],
    };

    [Theory]
    [InlineData("/api/x", "server.maintenance")]
    [InlineData("/public/x", "server.maintenance")]
    [InlineData("/nothing", "server.maintenance")]
    [InlineData("/_gatehouse/nothing", "route.unknown")]
    [InlineData("/_gatehouse/sign-in", null)]
    public async Task Works_on_the_site_close_everything_but_the_gateways_own_endpoints(string path, string? cause)
    {
        await _site.Maintenance.BeginMaintenanceAsync(route: null, until: null, CancellationToken.None);
        Assert.Equal(cause, (await _site.DecideAsync("GET", path) as Refused)?.Cause.Id);
    }

    [Fact]
    public async Task Works_on_a_route_close_that_route_alone_until_somebody_ends_them()
    {
        await _site.Maintenance.BeginMaintenanceAsync("/api/**", until: null, CancellationToken.None);
        Assert.Equal(
            Causes.Server.Maintenance,
            Assert.IsType<Undecided>(await _site.DecideAsync("GET", "/api/x")).Cause
        );
        Assert.IsType<Granted>(await _site.DecideAsync("GET", "/public/x"));
        await _site.Maintenance.EndMaintenanceAsync(route: null, CancellationToken.None);
        Assert.Equal("credentials.missing", (await _site.DecideAsync("GET", "/api/x") as Refused)?.Cause.Id);
    }

    [Fact]
    public async Task Works_with_an_end_tell_it_in_the_text_and_in_retry_after_and_end_by_themselves()
    {
        var ends = _site.Time.GetUtcNow().AddMinutes(90);
        await _site.Maintenance.BeginMaintenanceAsync(route: null, ends, CancellationToken.None);
        _site.Time.Advance(TimeSpan.FromMinutes(30));
        var refusal = RefusalFactory.Create(
            _site.Last,
            Assert.IsType<Undecided>(await _site.DecideAsync("GET", "/api/x")),
            "GH-X",
            "en"
        );
        Assert.Equal(503, refusal.Status);
        Assert.Equal(3600, refusal.RetryAfterSeconds);
        Assert.Contains(
            ends.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            refusal.Detail,
            StringComparison.Ordinal
        );
        Assert.Empty(refusal.Challenges);
        _site.Time.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal("credentials.missing", (await _site.DecideAsync("GET", "/api/x") as Refused)?.Cause.Id);
    }

    [Fact]
    public async Task Good_credentials_do_not_pass_and_are_not_looked_at()
    {
        await _site.Maintenance.BeginMaintenanceAsync(route: null, until: null, CancellationToken.None);
        var refused = (Refused)
            await _site.DecideAsync("GET", "/api/x", ("Authorization", DecisionSetup.BasicOf("alice", "right")));
        Assert.Equal("maintenance", refused.Trail[^1].Check);
        Assert.Null(refused.Presented);
    }

    [Fact]
    public async Task Preflight_goes_on_so_that_the_pages_script_can_read_the_refusal()
    {
        await _site.Maintenance.BeginMaintenanceAsync(route: null, until: null, CancellationToken.None);
        Assert.IsType<Granted>(
            await _site.DecideAsync(
                "OPTIONS",
                "/api/x",
                ("Origin", "https://shop.example"),
                ("Access-Control-Request-Method", "GET")
            )
        );
        Assert.IsType<Undecided>(
            await _site.DecideAsync(
                "OPTIONS",
                "/public/x",
                ("Origin", "https://shop.example"),
                ("Access-Control-Request-Method", "GET")
            )
        );
    }

    [Fact]
    public async Task Works_on_a_hidden_route_are_not_told_to_those_without_access()
    {
        await _site.Maintenance.BeginMaintenanceAsync("/hidden/**", until: null, CancellationToken.None);
        var refused = (Refused)await _site.DecideAsync("GET", "/hidden/x");
        Assert.Equal("route.unknown", (refused.ShownAs ?? refused).Cause.Id);
    }

    [Fact]
    public async Task Store_is_asked_once_until_the_word_moves()
    {
        for (var i = 0; i < 5; i++)
        {
            await _site.DecideAsync("GET", "/public/x");
        }

        Assert.Equal(1, _site.Maintenance.Asked);
        _site.Maintenance.Raise();
        await _site.DecideAsync("GET", "/public/x");
        Assert.Equal(2, _site.Maintenance.Asked);
    }

    [Fact]
    public async Task Store_that_is_gone_when_the_word_has_moved_refuses()
    {
        await _site.DecideAsync("GET", "/public/x");
        _site.Maintenance.IsGone = true;
        Assert.IsType<Granted>(await _site.DecideAsync("GET", "/public/x"));
        _site.Maintenance.Raise();
        var refused = (Refused)await _site.DecideAsync("GET", "/public/x");
        Assert.Equal(Causes.Server.StoreUnavailable, refused.Cause);
        Assert.IsType<Unanswerable>(refused.Trail[^1].Finding);
    }
}
