using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class RouteOrderTests
{
    [Theory]
    [InlineData("path: /**", "path: /a")]
    [InlineData("path: /a/**", "path: /a")]
    [InlineData("path: /a/**", "path: /a/b/**")]
    [InlineData("path: /*", "path: /a")]
    [InlineData("path: /*/b", "path: /a/b")]
    [InlineData("path: /a", "path: /a")]
    [InlineData("path: /%61", "path: /a")]
    [InlineData("path: /**", "path: /a, host: h.example")]
    [InlineData("path: /**, host: '*.example'", "path: /a, host: h.example")]
    [InlineData("path: /**, host: '*.example'", "path: /a, host: '*.h.example'")]
    [InlineData("path: /**, methods: [GET, POST]", "path: /a, methods: [GET]")]
    public void A_route_behind_a_wider_one_is_told(string first, string second)
    {
        var problem = Assert.Single(Read(first, second).Problems);

        Assert.Equal(("route-unreachable", 4), (problem.Id, problem.Line));
        Assert.Contains("line 3", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path: /a", "path: /**")]
    [InlineData("path: /*", "path: /a/b")]
    [InlineData("path: /*", "path: /")]
    [InlineData("path: /*", "path: /**")]
    [InlineData("path: /a/*", "path: /*/b")]
    [InlineData("path: /a/**", "path: /ab")]
    [InlineData("path: /A", "path: /a")]
    [InlineData("path: /**, host: h.example", "path: /a")]
    [InlineData("path: /**, host: '*.example'", "path: /a, host: example")]
    [InlineData("path: /**, methods: [GET]", "path: /a")]
    [InlineData("path: /**, methods: [GET]", "path: /a, methods: [GET, POST]")]
    [InlineData("path: /**, hidden: true", "path: /a/**")]
    public void A_route_that_some_request_reaches_is_not(string first, string second) =>
        Assert.DoesNotContain(Read(first, second).Problems, problem => problem.Id == "route-unreachable");

    [Theory]
    [InlineData("path: /a/**, hidden: true", "path: /**", true)]
    [InlineData("path: /a/**, hidden: true", "path: /b/**", false)]
    [InlineData("path: /a/**, hidden: true", "path: /a/b", false)]
    [InlineData("path: /a/**, hidden: true", "path: /**, host: h.example", false)]
    public void A_wider_route_behind_a_hidden_one_is_told(string first, string second, bool told) =>
        Assert.Equal(
            told,
            Read(first, second).Problems.Any(problem => problem.Id == "hidden-shown" && problem.Line == 3)
        );

    [Fact]
    public void A_wider_route_to_another_upstream_hides_well()
    {
        var result = ReadConfiguration.From(
            """
            upstreams: { a: http://127.0.0.1:1, b: http://127.0.0.1:2 }
            routes:
              - { path: /x, upstream: a, hidden: true }
              - { path: /**, upstream: b }
            """
        );

        Assert.Empty(result.Problems);
    }

    [Fact]
    public void Ten_thousand_routes_are_read()
    {
        var routes = string.Concat(
            Enumerable.Range(0, 10_000).Select(i => $"- {{ path: /api/r{i}/*, upstream: app }}\n")
        );

        var result = ReadConfiguration.From($"{ReadConfiguration.Site}routes:\n{routes}");

        Assert.Empty(result.Problems);
        Assert.Equal(10_000, ReadConfiguration.Good(result).Routes.Count);
    }

    private static ConfigurationResult Read(string first, string second) =>
        ReadConfiguration.From(
            $"{ReadConfiguration.Site}routes:\n  - {{ {first}, upstream: app }}\n  - {{ {second}, upstream: app }}\n"
        );
}
