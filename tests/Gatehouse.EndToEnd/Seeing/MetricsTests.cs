using System.Globalization;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Seeing;

public sealed class MetricsTests
{
    private const string Metrics = "/_gatehouse/metrics";

    [Fact]
    public async Task Decisions_are_counted_by_verdict_cause_scheme_and_route()
    {
        await using var gateway = await SeeingGateway.StartAsync();
        await gateway.AskAsync("/orders/1", SeeingGateway.Bearer(gateway.Token()));
        await gateway.AskAsync("/orders/2", SeeingGateway.Bearer(gateway.Token()));
        await gateway.AskAsync("/orders/3", SeeingGateway.Bearer(gateway.ExpiredToken("service-1")));
        await gateway.AskAsync("/public/1");

        var (status, text) = await gateway.AskAsync(Metrics);

        Assert.Equal(200, status);
        Assert.Equal(
            2,
            Value(
                text,
                """gatehouse_decisions_total{route="/orders/**",verdict="granted",cause="none",scheme="bearer"}"""
            )
        );
        Assert.Equal(
            1,
            Value(
                text,
                """gatehouse_decisions_total{route="/orders/**",verdict="denied",cause="token.expired",scheme="bearer"}"""
            )
        );
        Assert.Equal(1, Value(text, """gatehouse_refusals_total{route="/orders/**",cause="token.expired"}"""));
        Assert.Equal(1, Value(text, """gatehouse_provider_up{provider="corp"}"""));
        // The question for the figures is decided like any other request.
        Assert.Equal(4, Value(text, """gatehouse_decision_duration_seconds_count{verdict="granted"}"""));
        Assert.DoesNotContain("service-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/orders/1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remembered_credentials_are_told_from_verified_ones()
    {
        await using var gateway = await SeeingGateway.StartAsync();
        var token = gateway.Token();
        for (var i = 0; i < 3; i++)
        {
            await gateway.AskAsync("/orders/1", SeeingGateway.Bearer(token));
        }

        var (_, text) = await gateway.AskAsync(Metrics);

        Assert.Equal(2, Value(text, """gatehouse_remembered_lookups_total{result="hit"}"""));
        Assert.Equal(1, Value(text, """gatehouse_remembered_lookups_total{result="miss"}"""));
    }

    [Theory]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Whoever_comes_through_a_proxy_finds_nothing_there(string field, string value)
    {
        await using var gateway = await SeeingGateway.StartAsync();

        var there = await gateway.AskAsync(Metrics, (field, value));
        var missing = await gateway.AskAsync("/_gatehouse/nothing", (field, value));

        Assert.Equal(404, there.Status);
        Assert.Equal(Shape(missing.Body), Shape(there.Body));
    }

    [Fact]
    public async Task A_peer_that_is_a_trusted_proxy_finds_nothing_there()
    {
        await using var gateway = await SeeingGateway.StartAsync("trusted-proxies: [127.0.0.1/32]");

        Assert.Equal(404, (await gateway.AskAsync(Metrics)).Status);
    }

    [Fact]
    public async Task An_operator_may_read_them_through_a_proxy_and_a_clerk_may_not()
    {
        await using var gateway = await SeeingGateway.StartAsync();
        var via = ("Via", "1.1 proxy");

        Assert.Equal(200, (await gateway.AskAsync(Metrics, via, SeeingGateway.Basic("olga"))).Status);
        Assert.Equal(404, (await gateway.AskAsync(Metrics, via, SeeingGateway.Basic("alice"))).Status);
        Assert.Equal(404, (await gateway.AskAsync(Metrics, via, SeeingGateway.Basic("olga", "wrong"))).Status);
    }

    [Fact]
    public async Task A_parser_of_others_reads_every_line()
    {
        await using var gateway = await SeeingGateway.StartAsync();
        await gateway.AskAsync("/orders/1", SeeingGateway.Bearer(gateway.Token()));
        await gateway.AskAsync("/orders/1");

        using var answer = await gateway.GetAsync(Metrics);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var file = Path.Combine(gateway.Folder, "metrics.txt");
        await File.WriteAllTextAsync(file, await answer.Content.ReadAsStringAsync());
        var reader = Path.Combine(gateway.Folder, "read.py");
        await File.WriteAllTextAsync(
            reader,
            """
            import sys
            from prometheus_client.parser import text_string_to_metric_families
            for family in text_string_to_metric_families(open(sys.argv[1]).read()):
                print(family.type, family.name, len(family.samples), bool(family.documentation))
            """
        );
        var read = await Shell.RunAsync($"/usr/bin/python3 {reader} {file}");

        var families = read.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("counter gatehouse_decisions 3 True", families);
        Assert.Contains("gauge gatehouse_provider_up 1 True", families);
        Assert.Contains(
            families,
            family => family.StartsWith("histogram gatehouse_decision_duration_seconds", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(families, family => family.StartsWith("unknown", StringComparison.Ordinal));
        Assert.DoesNotContain(families, family => family.EndsWith("False", StringComparison.Ordinal));
    }

    private static double Value(string text, string series) =>
        text.Split('\n')
            .Where(line => line.StartsWith(series + " ", StringComparison.Ordinal))
            .Select(line => double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture))
            .SingleOrDefault(-1);

    // What differs between two refusals of one kind: their references.
    private static string Shape(string body) => ReferencePattern.Replace(body, "GH");

    private static readonly System.Text.RegularExpressions.Regex ReferencePattern = new(
        "GH-[0-9A-Z-]+",
        System.Text.RegularExpressions.RegexOptions.NonBacktracking
    );
}
