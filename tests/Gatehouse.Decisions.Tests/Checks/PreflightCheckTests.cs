using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Tests.Checks;

public class PreflightCheckTests
{
    private const string Shop = "https://shop.example";

    [Theory]
    [InlineData("PUT", "authorization", "answered")]
    [InlineData("PUT", "authorization,content-type", "answered")]
    [InlineData("PUT", " Authorization ,, CONTENT-TYPE ,", "answered")]
    [InlineData("PUT", "", "answered")]
    [InlineData("GET", "authorization", "answered")]
    [InlineData("HEAD", "authorization", "answered")]
    [InlineData("POST", "authorization", "answered")]
    [InlineData("put", "", "cors.method-denied")]
    [InlineData("get", "", "cors.method-denied")]
    [InlineData("PUT ", "", "cors.method-denied")]
    [InlineData("DELETE", "", "cors.method-denied")]
    [InlineData("*", "", "cors.method-denied")]
    [InlineData("", "", "cors.method-denied")]
    [InlineData("PUT", "*", "cors.header-denied")]
    [InlineData("PUT", "authorization,x-other", "cors.header-denied")]
    [InlineData("PUT", "authorization x-other", "cors.header-denied")]
    public async Task Preflight_is_answered_by_what_the_rules_name(string method, string headers, string words) =>
        Assert.Equal(
            words,
            await AskAsync(
                "/cors",
                ("Origin", Shop),
                ("Access-Control-Request-Method", method),
                ("Access-Control-Request-Headers", headers)
            )
        );

    [Fact]
    public async Task Every_line_of_the_requested_headers_is_read() =>
        Assert.Equal(
            "cors.header-denied",
            await AskAsync(
                "/cors",
                ("Origin", Shop),
                ("Access-Control-Request-Method", "PUT"),
                ("Access-Control-Request-Headers", "authorization"),
                ("Access-Control-Request-Headers", "x-other")
            )
        );

    [Fact]
    public async Task Options_that_is_no_preflight_is_asked_for_credentials()
    {
        Assert.Equal("credentials.missing", await AskAsync("/cors", ("Origin", Shop)));
        Assert.Equal("credentials.missing", await AskAsync("/cors", ("Access-Control-Request-Method", "PUT")));
        Assert.Equal(
            "credentials.missing",
            await AskAsync("/cors", ("Origin", Shop), ("Origin", Shop), ("Access-Control-Request-Method", "PUT"))
        );
        Assert.Equal(
            "credentials.missing",
            await AskAsync(
                "/cors",
                ("Origin", Shop),
                ("Access-Control-Request-Method", "GET"),
                ("Access-Control-Request-Method", "PUT")
            )
        );
    }

    [Fact]
    public async Task Protected_route_without_rules_refuses_and_never_challenges() =>
        Assert.Equal("cors.origin-denied", await PreflightAsync("/plain", "GET"));

    [Fact]
    public async Task Public_upstream_answers_for_itself() =>
        Assert.Equal("granted", await PreflightAsync("/public", "PUT"));

    [Fact]
    public async Task Announced_method_opens_no_public_route_to_options()
    {
        // The public route takes GET alone: what would be forwarded is OPTIONS, which the route below protects.
        Assert.Equal("cors.origin-denied", await PreflightAsync("/mixed", "GET"));
        Assert.Equal("cors.origin-denied", await PreflightAsync("/mixed", "PUT"));
        Assert.Equal("granted", await PreflightAsync("/mixed/options", "GET"));
    }

    [Fact]
    public async Task Credentials_beside_a_preflight_change_nothing()
    {
        (string, string)[] preflight = [("Origin", Shop), ("Access-Control-Request-Method", "PUT")];
        foreach (
            var credentials in (string[])
                ["Bearer x", "Basic x", DecisionSetup.BasicOf("alice", "right"), "Broken a=\"b", ""]
        )
        {
            Assert.Equal("answered", await AskAsync("/cors", [.. preflight, ("Authorization", credentials)]));
            Assert.Equal(
                "cors.origin-denied",
                await AskAsync("/plain", [.. preflight, ("Authorization", credentials)])
            );
        }
    }

    private static Task<string> PreflightAsync(string target, string method) =>
        AskAsync(target, ("Origin", Shop), ("Access-Control-Request-Method", method));

    private static async Task<string> AskAsync(string target, params (string Name, string Value)[] headers)
    {
        var setup = new DecisionSetup { Routes = Routes };
        return await setup.DecideAsync("OPTIONS", target, headers) switch
        {
            Refused refused => refused.Cause.Id,
            _ => setup.Last.IsPreflight ? "answered" : "granted",
        };
    }

    private static IEnumerable<Route> Routes(DecisionSetup site) =>
        [
            site.Api("/cors") with
            {
                Cors = new CorsRules
                {
                    Origins = [Shop],
                    Methods = ["PUT"],
                    Headers = System.Collections.Frozen.FrozenSet.ToFrozenSet(
                        ["authorization", "content-type"],
                        StringComparer.OrdinalIgnoreCase
                    ),
                },
            },
            site.Api("/public") with
            {
                Access = RouteAccess.Everyone,
            },
            site.Api("/mixed/options") with
            {
                Access = RouteAccess.Everyone,
                Methods = ["GET", "OPTIONS"],
            },
            site.Api("/mixed/**") with
            {
                Access = RouteAccess.Everyone,
                Methods = ["GET"],
            },
            site.Api("/**"),
        ];
}
