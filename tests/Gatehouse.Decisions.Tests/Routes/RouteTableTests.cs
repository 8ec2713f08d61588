using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Tests.Routes;

public class RouteTableTests
{
    private static readonly string[] Words = ["a", "b", "*"];

    [Fact]
    public void First_route_that_fits_is_found_as_a_plain_search_would()
    {
        var segment = Gen.Elements(Words);
        var pattern = Gen.ListOf(segment, 2)
            .SelectMany(parts =>
                Gen.Elements("/" + string.Join('/', parts), "/" + string.Join('/', parts) + "/**", "/**")
            );
        var host = Gen.Elements(null, "x.example", "*.example", "*.x.example");
        var methods = Gen.Elements<string[]?>(null, ["GET"], ["POST", "PUT"]);
        var routes = Gen.ListOf(
            pattern.SelectMany(path => host.SelectMany(name => methods.Select(list => New(path, name, list)))),
            6
        );
        Prop.ForAll(
                Arb.From(routes),
                list =>
                {
                    var table = new RouteTable(list);
                    foreach (var path in (string[])["/", "/a", "/a/b", "/a/b/a", "/b/", "/c", "/a/"])
                    {
                        foreach (var name in (string[])["", "x.example", "y.x.example", "example"])
                        {
                            for (var after = -1; after < list.Count; after++)
                            {
                                if (table.Find(name, "GET", path, after) != Plain([.. list], name, "GET", path, after))
                                {
                                    return false;
                                }
                            }
                        }
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("/api/**", "/api", true)]
    [InlineData("/api/**", "/api/", true)]
    [InlineData("/api/**", "/apix", false)]
    [InlineData("/api/*", "/api/x", true)]
    [InlineData("/api/*", "/api/", false)]
    [InlineData("/api/*", "/api/x/y", false)]
    [InlineData("/**", "/", true)]
    [InlineData("/a%20b", "/a%20b", true)]
    public void Pattern_covers_what_it_says(string pattern, string path, bool fits) =>
        Assert.Equal(fits ? 0 : -1, new RouteTable([New(pattern, host: null, methods: null)]).Find("", "GET", path));

    [Fact]
    public void Ten_thousand_routes_are_searched_without_allocation()
    {
        var table = new RouteTable(
            Enumerable.Range(0, 10_000).Select(number => New($"/r{number}/**", host: null, methods: null))
        );
        Assert.Equal(9_999, table.Find("site.example", "GET", "/r9999/x"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            table.Find("site.example", "GET", "/r9999/x");
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("api")]
    [InlineData("/a/**/b")]
    [InlineData("/a/x*")]
    [InlineData("/a/../b")]
    [InlineData("/a?b")]
    [InlineData("/a//b")]
    public void Pattern_that_means_nothing_is_refused(string text) =>
        Assert.False(PathPattern.TryParse(text, out _, out _));

    private static Route New(string path, string? host, string[]? methods) =>
        new()
        {
            Name = path,
            Path = PathPattern.Parse(path),
            Host = host,
            Methods = methods,
        };

    private static int Plain(Route[] routes, string host, string method, string path, int after) =>
        Array.FindIndex(routes, after + 1, route => Fits(route, host, method, path));

    private static bool Fits(Route route, string host, string method, string path)
    {
        if (route.Methods is { } methods && !methods.Contains(method, StringComparer.Ordinal))
        {
            return false;
        }

        if (
            route.Host is { } pattern
            && (
                pattern[0] == '*'
                    ? !host.EndsWith(pattern[1..], StringComparison.Ordinal) || host.Length < pattern.Length
                    : host != pattern
            )
        )
        {
            return false;
        }

        var parts = path[1..].Split('/');
        var wanted = route.Path.Segments;
        if (wanted.Count == 0 && route.Path.IsOpen)
        {
            return true;
        }

        return (route.Path.IsOpen ? parts.Length >= wanted.Count : parts.Length == wanted.Count)
            && wanted
                .Index()
                .All(each => each.Item == "*" ? parts[each.Index].Length > 0 : parts[each.Index] == each.Item);
    }
}
