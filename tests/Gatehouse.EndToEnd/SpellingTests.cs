using System.Globalization;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

/// <summary>Targets that two programs could read in two ways: whoever reads them worst must not get further.</summary>
public sealed class SpellingTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    private static readonly string[] Dots =
    [
        "..",
        ".%2e",
        "%2e.",
        "%2E%2e",
        "..;",
        "..;a=b",
        "%2e%2e;x",
        "%252e%252e",
        "%25252e.",
        "..%00",
        "..%20",
        "..%09",
        "..%0d%0a",
        ".",
        "%2e",
        ".;x",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "%ff%ae",
        "..%23",
        "..%3f",
        "%u002e%u002e",
        "",
    ];

    private static readonly string[] Slashes =
    [
        "/",
        "//",
        "%2f",
        "%2F",
        "\\",
        "%5c",
        "%5C",
        "%252f",
        "%255c",
        "/;/",
        "/;x=/",
        "%c0%af",
        "%ef%bc%8f",
        "/./",
        ";/",
        "%00/",
        "%3b/",
        "#/",
        "%23/",
    ];

    [Fact]
    public async Task No_spelling_of_a_protected_path_gets_below_a_public_one()
    {
        var granted = 0;
        var refused = 0;
        await Parallel.ForEachAsync(
            Targets(),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (target, _) =>
            {
                var text = await RawClient.ExchangeAsync(
                    site.Gateway.Address.Port,
                    $"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n"
                );
                var status = int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
                if (status != 200)
                {
                    Assert.True(status is 400 or 401 or 404, $"{target} is answered with {status}");
                    Interlocked.Increment(ref refused);
                    return;
                }

                Interlocked.Increment(ref granted);
                var echo = JsonSerializer.Deserialize<UpstreamSite.Echo>(
                    text[text.IndexOf('{', StringComparison.Ordinal)..(text.LastIndexOf('}') + 1)],
                    JsonSerializerOptions.Web
                )!;
                foreach (var reading in Readings(echo.Target))
                {
                    Assert.True(
                        reading.StartsWith("/public", StringComparison.Ordinal),
                        $"{target} was forwarded as {echo.Target}, which can be read as {reading}"
                    );
                }
            }
        );
        Assert.InRange(granted, 10, int.MaxValue);
        Assert.InRange(refused, 300, int.MaxValue);
    }

    [Theory]
    [InlineData("GET http://evil.example/api/x HTTP/1.1\r\nHost: evil.example\r\n\r\n", "401")]
    [InlineData("GET http://evil.example/public/../api/x HTTP/1.1\r\nHost: evil.example\r\n\r\n", "400")]
    [InlineData("GET http://evil.example/api/x HTTP/1.1\r\nHost: other.example\r\n\r\n", "400")]
    [InlineData("GET public/x HTTP/1.1\r\nHost: x\r\n\r\n", "400")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400")]
    [InlineData("GET /public/x HTTP/1.1\r\n\r\n", "400")]
    [InlineData("CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n", "400")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "404")]
    [InlineData("GET * HTTP/1.1\r\nHost: x\r\n\r\n", "405")]
    [InlineData("GET /public/x?a#b HTTP/1.1\r\nHost: x\r\n\r\n", "400")]
    [InlineData("GET /public/x?a\\b HTTP/1.1\r\nHost: x\r\n\r\n", "400")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n", "400")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost : x\r\n\r\n", "400")]
    [InlineData("POST /public/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", "400")]
    [InlineData("POST /public/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400")]
    [InlineData("TRACE /public/x HTTP/1.1\r\nHost: x\r\n\r\n", "405")]
    public async Task Request_in_an_odd_form_is_answered_as_what_it_is(string request, string status)
    {
        var answer = await RawClient.ExchangeAsync(site.Gateway.Address.Port, request);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    // Every way of writing "one up, then into the protected part", at the root and deeper.
    private static IEnumerable<string> Targets()
    {
        foreach (var dots in Dots)
        {
            foreach (var before in Slashes)
            {
                foreach (var after in Slashes)
                {
                    yield return $"/public{before}{dots}{after}api/x";
                }

                yield return $"/public/deep{before}{dots}{before}{dots}{before}api/x";
                yield return $"/public/x{before}{dots}";
            }
        }

        foreach (var slash in Slashes)
        {
            yield return $"{slash}api/x";
            yield return $"/public{slash}x";
            yield return $"/%70ublic{slash}x";
        }

        yield return "/public/x?/../../api/x";
        yield return "/api/x?/public/";
        yield return "/api/x;/public/";
    }

    // How a careless program behind the gateway could understand what it is sent.
    private static IEnumerable<string> Readings(string target)
    {
        var path = target.Split('?')[0];
        for (var times = 0; times < 3; times++)
        {
            foreach (var text in (string[])[path, path.Replace('\\', '/')])
            {
                foreach (var parameters in (bool[])[true, false])
                {
                    yield return Resolved(text, parameters);
                }
            }

            path = Uri.UnescapeDataString(path);
        }
    }

    private static string Resolved(string path, bool parameters)
    {
        var stack = new List<string>();
        foreach (var written in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var segment = (parameters ? written : written.Split(';')[0]).Trim();
            if (segment == ".." && stack.Count > 0)
            {
                stack.RemoveAt(stack.Count - 1);
            }
            else if (segment is not ("." or ".." or ""))
            {
                stack.Add(segment);
            }
        }

        return "/" + string.Join('/', stack);
    }
}
