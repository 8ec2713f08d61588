using Gatehouse.EndToEnd.Clients;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Lab.Provider;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>Tokens that only their issuer can read, with real issuers.</summary>
public sealed class IntrospectionTests
{
    [Fact]
    public async Task Hundred_requests_with_one_unknown_token_are_one_question_and_the_token_is_told_to_nobody()
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var site = await IntrospectionSite.StartAsync(EndpointOf(lab), ", audience: lab-api");
        var token = Opaque(lab);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => site.OutcomeAsync(token)));
        Assert.All(outcomes, outcome => Assert.Equal("200", outcome));
        Assert.Equal(1, Questions(lab));
        Assert.DoesNotContain(token, site.Gateway.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token.inactive", "401 token.inactive", "provider", "legacy")]
    [InlineData("token.audience-mismatch", "401 token.audience-mismatch", "expected", "lab-api")]
    [InlineData("token.type-wrong", "401 token.type-wrong", "type", "refresh_token")]
    [InlineData("token.scope-insufficient", "403 token.scope-insufficient", "", "")]
    [InlineData("provider.unreachable", "503 provider.unreachable", "problem", "answered 503")]
    public async Task Refusal_is_explained(string cause, string outcome, string evidence, string value)
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var site = await IntrospectionSite.StartAsync(EndpointOf(lab), ", audience: lab-api");
        var token = cause switch
        {
            "token.inactive" => Opaque(lab, order => order with { Age = TimeSpan.FromMinutes(20) }),
            "token.audience-mismatch" => Opaque(lab, order => order with { Audience = "others" }),
            "token.type-wrong" => lab.Provider.Mint(Order() with { Kind = TokenKind.Refresh }),
            "token.scope-insufficient" => Opaque(lab, order => order with { Scope = "orders:write" }),
            _ => Opaque(lab),
        };
        if (cause == "provider.unreachable")
        {
            lab.Provider.Outage(
                new ProviderOutage(OutageKind.Status) { StatusCode = 503 },
                ProviderEndpoint.Introspect
            );
        }

        Assert.Equal(outcome, await site.OutcomeAsync(token));
        using var refused = await site.SendAsync(token);
        Assert.Equal(outcome.StartsWith("503", StringComparison.Ordinal), refused.Headers.RetryAfter is not null);
        var explained = await site.ExplainAsync(refused);
        Assert.Equal(cause, explained.GetProperty("cause").GetString());
        if (evidence.Length > 0)
        {
            Assert.Contains(
                value,
                explained.GetProperty("evidence").GetProperty(evidence).GetString(),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Secret_that_the_issuer_does_not_know_is_no_fault_of_the_caller()
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var site = await IntrospectionSite.StartAsync(EndpointOf(lab), secret: "another");
        using var refused = await site.SendAsync(Opaque(lab));
        Assert.Equal(503, (int)refused.StatusCode);
        var explained = await site.ExplainAsync(refused);
        Assert.Equal("provider.misconfigured", explained.GetProperty("cause").GetString());
        Assert.Contains(
            "the client's secret is not the one it knows",
            explained.GetProperty("evidence").GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The provider legacy does not say what tokens are worth",
            site.Gateway.Said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Outage_leaves_those_who_were_let_in_alone_and_tells_the_others_503()
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var site = await IntrospectionSite.StartAsync(EndpointOf(lab));
        var (known, unknown) = (Opaque(lab), Opaque(lab));
        Assert.Equal("200", await site.OutcomeAsync(known));
        lab.Provider.Outage(TimeSpan.FromMinutes(5), ProviderEndpoint.Introspect, OutageKind.Refuse);
        Assert.Equal("503 provider.unreachable", await site.OutcomeAsync(unknown));
        Assert.Equal("200", await site.OutcomeAsync(known));
        Assert.Equal("503 provider.unreachable", await site.OutcomeAsync(unknown));

        lab.Provider.Knobs = new ProviderKnobs();
        await Eventually.HoldsAsync(() => site.OutcomeAsync(unknown), outcome => outcome == "200");
        Assert.Equal("200", await site.OutcomeAsync(known));
    }

    [Fact]
    public async Task Revocation_counts_at_the_next_question()
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var site = await IntrospectionSite.StartAsync(EndpointOf(lab), ", cache: 0s");
        await using var remembering = await IntrospectionSite.StartAsync(EndpointOf(lab));
        var token = Opaque(lab);
        Assert.Equal("200", await site.OutcomeAsync(token));
        Assert.Equal("200", await remembering.OutcomeAsync(token));
        lab.Provider.Revoke(token);
        Assert.Equal("401 token.inactive", await site.OutcomeAsync(token));
        Assert.Equal("200", await remembering.OutcomeAsync(token));
    }

    [Theory]
    [InlineData(SpoiltAnswer.Garbage)]
    [InlineData(SpoiltAnswer.Html)]
    [InlineData(SpoiltAnswer.Huge)]
    [InlineData(SpoiltAnswer.Empty)]
    public async Task Answer_that_is_none_lets_nobody_in_and_blames_nobody(SpoiltAnswer answer)
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var site = await IntrospectionSite.StartAsync(EndpointOf(lab));
        lab.Provider.Change(knobs => knobs with { Spoilt = knobs.Spoilt.Add(ProviderEndpoint.Introspect, answer) });
        Assert.Equal("503 provider.misconfigured", await site.OutcomeAsync(Opaque(lab)));
    }

    [Theory]
    [InlineData("200", """{"active":"true","sub":"s","scope":"orders:read"}""", "503 provider.misconfigured")]
    [InlineData("200", """{"active":true,"sub":"s","scope":"orders:read"}""", "200")]
    [InlineData("201", """{"active":true,"sub":"s","scope":"orders:read"}""", "503 provider.misconfigured")]
    [InlineData("302", """{"active":true,"sub":"s","scope":"orders:read"}""", "503 provider.misconfigured")]
    [InlineData("500", """{"active":true,"sub":"s","scope":"orders:read"}""", "503 provider.unreachable")]
    public async Task Endpoint_of_another_make_is_taken_at_its_word_and_status_alone(
        string status,
        string body,
        string outcome
    )
    {
        var port = RunningGateway.FreePort();
        using var endpoint = await PythonEndpoint.StartAsync(port, status, body);
        await using var site = await IntrospectionSite.StartAsync($"http://127.0.0.1:{port}/introspect");
        Assert.Equal(outcome, await site.OutcomeAsync("opaque"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", signed: true, issuer: ISSUER")]
    public async Task Another_makers_provider_is_understood_plain_and_signed(string more)
    {
        await using var provider = await TokenProvider.StartAsync();
        await using var site = await IntrospectionSite.StartAsync(
            provider.Address + "/token/introspection",
            ", cache: 0s" + more.Replace("ISSUER", provider.Address, StringComparison.Ordinal),
            "service",
            "secret: 100%/+"
        );
        var token = await TokenAsync(provider, "orders:read");
        Assert.Equal("200", await site.OutcomeAsync(token));
        Assert.Equal(
            "403 token.scope-insufficient",
            await site.OutcomeAsync(await TokenAsync(provider, "orders:write"))
        );
        Assert.Equal("401 token.inactive", await site.OutcomeAsync(token[..^1]));
        await Shell.RunAsync(
            $"curl -s -u 'service:secret%3A+100%25%2F%2B' -d token={token} '{provider.Address}/token/revocation'"
        );
        Assert.Equal("401 token.inactive", await site.OutcomeAsync(token));
    }

    [Fact]
    public async Task Every_command_of_the_page_does_what_the_page_says()
    {
        const string Page = "docs/schemes/introspection.md";
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var upstream = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            Placed((await DocumentPage.BlocksAsync(Page, "yaml"))[0], lab)
                .Replace("http://127.0.0.1:8080", "LISTEN", StringComparison.Ordinal)
                .Replace(
                    "http://127.0.0.1:3000",
                    upstream.Address.GetLeftPart(UriPartial.Authority),
                    StringComparison.Ordinal
                ),
            environment: new(StringComparer.Ordinal) { ["LEGACY_SECRET"] = "lab-secret" }
        );
        foreach (var (command, expected) in DocumentPage.Commands((await DocumentPage.BlocksAsync(Page, "sh"))[0]))
        {
            var line = Placed(command, lab)
                .Replace(
                    "http://127.0.0.1:8080",
                    gateway.Address.GetLeftPart(UriPartial.Authority),
                    StringComparison.Ordinal
                );
            var printed = await DocumentPage.TypeAsync(gateway.Folder, line, "");
            Assert.All(
                expected,
                text => Assert.True(printed.Contains(text, StringComparison.Ordinal), $"{command}\n{text}\n{printed}")
            );
        }

        static string Placed(string text, LabServer lab) =>
            text.Replace("http://127.0.0.1:8401", lab.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
    }

    private static async Task<string> TokenAsync(TokenProvider provider, string scope)
    {
        var said = await Shell.RunAsync(
            $"curl -s -u 'service:secret%3A+100%25%2F%2B' -d grant_type=client_credentials -d scope={scope} '{provider.Address}/token'"
        );
        using var answer = System.Text.Json.JsonDocument.Parse(said);
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    private static string EndpointOf(LabServer lab) => new Uri(lab.Url, "/idp/introspect").AbsoluteUri;

    private static int Questions(LabServer lab) =>
        lab.Provider.Requests.Count(request => request.Endpoint == ProviderEndpoint.Introspect);

    private static TokenOrder Order() => new() { Kind = TokenKind.Opaque, Scope = "orders:read" };

    private static string Opaque(LabServer lab, Func<TokenOrder, TokenOrder>? change = null) =>
        lab.Provider.Mint(change?.Invoke(Order()) ?? Order());
}
