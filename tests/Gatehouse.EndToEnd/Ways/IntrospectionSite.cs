using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>A site whose tokens only another provider can read.</summary>
internal sealed class IntrospectionSite : IAsyncDisposable
{
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
    );

    private IntrospectionSite(RunningGateway gateway, UpstreamSite upstream)
    {
        Gateway = gateway;
        Upstream = upstream;
    }

    /// <summary>The gateway.</summary>
    public RunningGateway Gateway { get; }

    private UpstreamSite Upstream { get; }

    /// <summary>Starts one that asks an endpoint.</summary>
    public static async Task<IntrospectionSite> StartAsync(
        string endpoint,
        string more = "",
        string clientId = "lab-confidential",
        string secret = "lab-secret"
    )
    {
        var upstream = await UpstreamSite.StartAsync();
        var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            realm: Example
            upstreams: { app: {{upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            providers:
              legacy: { type: introspection, endpoint: "{{endpoint}}", client-id: {{clientId}}, client-secret: { env: LEGACY_SECRET }{{more}} }
            routes:
              - path: /**
                upstream: app
                schemes: [bearer]
                providers: [legacy]
                require: { scopes: [orders:read] }
            """,
            environment: new(StringComparer.Ordinal) { ["LEGACY_SECRET"] = secret }
        );
        return new IntrospectionSite(gateway, upstream);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>Sends GET with a token.</summary>
    public async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Gateway.Address, "/api/x"));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return await Http.SendAsync(request);
    }

    /// <summary>What comes of a token: the status, and the cause where it is refused.</summary>
    public async Task<string> OutcomeAsync(string token)
    {
        using var answer = await SendAsync(token);
        if (answer.IsSuccessStatusCode)
        {
            return "200";
        }

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return $"{(int)answer.StatusCode} {problem.RootElement.GetProperty("cause").GetString()}";
    }

    /// <summary>What <c>explain</c> tells of a refusal.</summary>
    public async Task<JsonElement> ExplainAsync(HttpResponseMessage refused)
    {
        var reference = Assert.Single(refused.Headers.GetValues("Gatehouse-Reference"));
        using var told = JsonDocument.Parse((await Gateway.CommandAsync("explain", reference, "--json")).Good());
        return told.RootElement.Clone();
    }
}
