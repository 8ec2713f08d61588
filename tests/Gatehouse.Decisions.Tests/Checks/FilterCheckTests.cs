using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Tests.Checks;

public class FilterCheckTests
{
    [Theory]
    [InlineData("public", null)]
    [InlineData("public", "alice")]
    [InlineData("identify", null)]
    [InlineData("identify", "alice")]
    [InlineData("identify", "nobody")]
    [InlineData("asked", "alice")]
    public async Task Nothing_is_let_through_past_the_filter(string kind, string? name)
    {
        var filter = new FixedFilter();
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/**") with
                    {
                        Access = kind == "asked" ? RouteAccess.SignedIn : RouteAccess.Everyone,
                        Identify = kind == "identify",
                        Filter = filter,
                    },
                ],
        };
        setup.Directory.Put("alice");
        (string, string)[] fields = name is null ? [] : [("Authorization", DecisionSetup.BasicOf(name, "right"))];
        Assert.Equal("access.filter-refused", await setup.CauseAsync("GET", "/no", fields));
        Assert.Equal("server.configuration", await setup.CauseAsync("GET", "/away", fields));
        Assert.StartsWith("granted", await setup.CauseAsync("GET", "/yes", fields), StringComparison.Ordinal);
        Assert.Equal(3, filter.Asked);
    }

    [Fact]
    public async Task Filter_is_asked_only_about_what_would_be_let_through()
    {
        var filter = new FixedFilter();
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/**") with
                    {
                        Filter = filter,
                        Require = new Requirement { Roles = ["admin"] },
                    },
                ],
        };
        setup.Directory.Put("alice");
        Assert.Equal("credentials.missing", await setup.CauseAsync("GET", "/yes"));
        Assert.Equal(
            "access.role-missing",
            await setup.CauseAsync("GET", "/yes", ("Authorization", DecisionSetup.BasicOf("alice", "right")))
        );
        Assert.Equal(0, filter.Asked);
    }

    [Fact]
    public async Task Order_without_the_check_lets_nothing_through_a_route_that_has_a_filter()
    {
        var filter = new FixedFilter();
        var route = new Route
        {
            Name = "/**",
            Path = PathPattern.Parse("/**"),
            Access = RouteAccess.Everyone,
            Filter = filter,
        };
        var setup = new DecisionSetup { Routes = _ => [route] };
        var decision = new Decision();
        decision.Reset(
            new Site { PublicUrl = new Uri("https://site.example"), Routes = new RouteTable([route]) },
            setup.Facts("GET", "/x")
        );
        var pipeline = new DecisionPipeline([new Decisions.Checks.RouteCheck()], setup.Time);
        var verdict = await pipeline.DecideAsync(decision, CancellationToken.None);
        Assert.Equal("server.error", Assert.IsType<Undecided>(verdict).Cause.Id);
    }
}
