using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed class IdentityProviderTests
{
    [Fact]
    public async Task Access_token_of_a_real_identity_provider_passes_and_goes_on_passing_while_the_provider_is_away()
    {
        var port = RunningGateway.FreePort().ToString(CultureInfo.InvariantCulture);
        var issuer = $"http://127.0.0.1:{port}";
        await using var upstream = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            upstreams: { app: {{upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            providers: { idp: { type: oidc, issuer: "{{issuer}}", audience: orders, strict: true } }
            routes: [{ path: /**, upstream: app, schemes: [bearer], providers: [idp], require: { scopes: [orders:read] } }]
            """
        );
        using var client = new HttpClient();
        var before = await SendAsync(client, gateway, TokenOf(issuer));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.NotNull(before.Headers.RetryAfter);

        using var provider = Process.Start(
            new ProcessStartInfo("node")
            {
                ArgumentList = { Path.Combine(Root(), "tests", "node", "identity-provider.mjs"), port },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        try
        {
            Assert.Equal(
                "listening",
                await provider.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30))
            );
            var token = await TokenAsync(client, issuer);
            await Eventually.HoldsAsync(
                async () =>
                    ((int)(await SendAsync(client, gateway, token)).StatusCode).ToString(CultureInfo.InvariantCulture),
                status => status == "200"
            );
            var echo = await UpstreamSite.Echo.ReadAsync(await SendAsync(client, gateway, token));
            Assert.Equal(["service"], echo.Values("X-Forwarded-User"));
            Assert.Equal(["orders:read"], echo.Values("X-Forwarded-Scopes"));

            var another = await TokenAsync(client, issuer);
            provider.Kill();
            await provider.WaitForExitAsync();
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, gateway, token)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, gateway, another)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(client, gateway, TokenOf(issuer))).StatusCode);
        }
        finally
        {
            if (!provider.HasExited)
            {
                provider.Kill();
            }
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, RunningGateway gateway, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/x"));
        OrdersSite.Bearer(token)(request);
        return await client.SendAsync(request);
    }

    private static async Task<string> TokenAsync(HttpClient client, string issuer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, issuer + "/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "orders:read")]),
        };
        OrdersSite.Basic("service", "secret")(request);
        using var response = await client.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    // Signed by a key that the provider does not have.
    private static string TokenOf(string issuer)
    {
        using var forger = new Issuer();
        return forger.Token(claims => claims["iss"] = issuer);
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Gatehouse.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
