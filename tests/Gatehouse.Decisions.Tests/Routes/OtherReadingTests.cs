using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Tests.Routes;

public class OtherReadingTests
{
    [Theory]
    [InlineData("/admin;x/users")]
    [InlineData("/admin%3Bx/users")]
    [InlineData("/admin%2Fusers")]
    [InlineData("/%2Fadmin/users")]
    [InlineData("/admin;a=b%2Fusers")]
    [InlineData("/admin%2f;a/users")]
    public async Task Path_that_an_upstream_could_read_as_a_guarded_one_is_judged_by_its_guard(string target)
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/admin/**") with
                    {
                        Require = new Requirement { Roles = ["admin"] },
                    },
                    site.Api("/**") with
                    {
                        Access = RouteAccess.Everyone,
                        AllowsEncodedSlash = true,
                        AllowsPathParameters = true,
                    },
                ],
        };
        Assert.Equal("request.path-ambiguous", await setup.CauseAsync("GET", target));
    }

    [Theory]
    [InlineData("/files/a%2Fb/c;v=1")]
    [InlineData("/projects/group%2Fname/files/x")]
    public async Task Route_that_takes_such_paths_keeps_them(string target)
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/projects/*/files/**") with
                    {
                        Access = RouteAccess.Everyone,
                        AllowsEncodedSlash = true,
                    },
                    site.Api("/files/**") with
                    {
                        Access = RouteAccess.Everyone,
                        AllowsEncodedSlash = true,
                        AllowsPathParameters = true,
                    },
                    site.Api("/**"),
                ],
        };
        Assert.Equal("granted to anybody", await setup.CauseAsync("GET", target));
    }

    [Fact]
    public async Task Moved_route_takes_over_what_stood_for_its_stars()
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/old/a/**") with
                    {
                        Access = RouteAccess.Moved,
                        MovedTo = "/new/",
                        AllowsEncodedSlash = true,
                    },
                ],
        };
        foreach (var (from, to) in new[] { ("/old/a/b/c?d", "/new/b/c?d"), ("/old/a", "/new/"), ("/old%2Fa", "/new/") })
        {
            var moved = Assert.IsType<Denied>(await setup.DecideAsync("GET", from));
            Assert.Equal("route.moved", moved.Cause.Id);
            Assert.Equal(to, moved.Evidence.Single(piece => piece.Name == "location").Value);
        }
    }
}
