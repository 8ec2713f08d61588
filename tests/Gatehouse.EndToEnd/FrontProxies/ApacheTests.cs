using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd.FrontProxies;

public sealed class ApacheTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-apache-").FullName;
    private UpstreamSite _application = null!;
    private FrontProxy _apache = null!;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            // The runner does not dispose of what was not initialised.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await (_gateway?.DisposeAsync() ?? default);
        await (_apache?.DisposeAsync() ?? default);
        await (_application?.DisposeAsync() ?? default);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Apache_believes_the_gateway_alone()
    {
        using var allowed = await GetAsync(_gateway.Address, "/orders/7", Basic("alice", Password));
        var echo = await UpstreamSite.Echo.ReadAsync(allowed);
        Assert.Equal("alice", Assert.Single(echo.Values("X-Remote-User")));
        var assertion = Assert.Single(echo.Values("Gatehouse-Assertion"));

        using var straight = await GetAsync(_apache.Address, "/orders/7", Field("Gatehouse-Assertion", assertion));
        Assert.Equal(HttpStatusCode.OK, straight.StatusCode);
        var cut = assertion[..^8] + "AAAAAAAA";
        using var forged = await GetAsync(_apache.Address, "/orders/7", Field("Gatehouse-Assertion", cut));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        using var forger = new Issuer();
        var foreign = forger.Token(claims => claims["aud"] = "app");
        using var stranger = await GetAsync(_apache.Address, "/orders/7", Field("Gatehouse-Assertion", foreign));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var spoofed = await GetAsync(_apache.Address, "/orders/7", Field("X-Forwarded-User", "alice"));
        Assert.Equal(HttpStatusCode.Unauthorized, spoofed.StatusCode);
        using var other = await GetAsync(_gateway.Address, "/other/x", Basic("alice", Password));
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        using var nobody = await GetAsync(_gateway.Address, "/public/x");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);

        await _gateway.KillAsync();
        using var stopped = await GetAsync(_apache.Address, "/orders/7", Basic("alice", Password));
        Assert.Equal(HttpStatusCode.Unauthorized, stopped.StatusCode);
    }

    [Fact]
    public async Task Refusals_of_the_gateway_reach_the_person()
    {
        await IsRefusedAsync(401, "credentials.missing", "/orders/7");
        await IsRefusedAsync(403, "access.role-missing", "/staff/x", Basic("alice", Password));
        await IsRefusedAsync(404, "route.unknown", "/internal/x", Basic("alice", Password));
        await IsRefusedAsync(503, "server.configuration", "/locked/x", Basic("alice", Password));
        using var first = await GetAsync(_gateway.Address, "/rare/x", Basic("alice", Password));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await IsRefusedAsync(429, "client.rate-exceeded", "/rare/x", Basic("alice", Password));
    }

    private async Task StartAsync()
    {
        var publicUrl = new Uri($"https://127.0.0.1:{RunningGateway.FreePort()}");
        // httpd reads the certificate as a user of its own.
        await Shell.RunAsync($"chmod 755 '{_folder}'");
        var certificate = WriteCertificate();
        _application = await UpstreamSite.StartAsync();
        var recipe = new ApacheRecipe(publicUrl, certificate, _application.Address);
        Assert.SkipWhen(recipe.Missing is not null, recipe.Missing ?? "");
        _apache = await FrontProxy.StartAsync(recipe, publicUrl, application: null);
        _gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN, "{{publicUrl.GetLeftPart(UriPartial.Authority)}}"]
            public-url: {{publicUrl.GetLeftPart(UriPartial.Authority)}}
            certificate: { file: "{{certificate}}", key: "{{certificate}}.key" }
            roles: { clerk: [orders:read] }
            upstreams:
              app: { url: "{{_apache.Address.GetLeftPart(UriPartial.Authority)}}", audience: app }
              other: { url: "{{_apache.Address.GetLeftPart(UriPartial.Authority)}}", audience: other }
              locked: { url: "http://127.0.0.1:1", credentials: { bearer: { env: GATEHOUSE_TEST_MISSING } } }
            routes:
              - { path: /orders/**, upstream: app, schemes: [basic], limits: { rate: 100/s, burst: 100 } }
              - { path: /staff/**, upstream: app, schemes: [basic], require: { roles: [staff] } }
              - { path: /internal/**, upstream: app, schemes: [basic], require: { roles: [staff] }, hidden: true }
              - { path: /rare/**, upstream: app, schemes: [basic], limits: { rate: 1/h, burst: 1 } }
              - { path: /locked/**, upstream: locked, schemes: [basic] }
              - { path: /other/**, upstream: other, schemes: [basic] }
              - { path: /public/**, upstream: app, allow: everyone }
            """
        );
        (
            await _gateway.CommandWithInputAsync(
                Password + "\n",
                ["user", "add", "alice", "--role", "clerk", "--password-stdin"]
            )
        ).Good();
    }

    private async Task IsRefusedAsync(
        int status,
        string cause,
        string target,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var response = await GetAsync(_gateway.Address, target, change);
        Assert.Equal(status, (int)response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(cause, problem.RootElement.GetProperty("cause").GetString());
    }

    private Task<HttpResponseMessage> GetAsync(Uri address, string target, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, target));
        change?.Invoke(request);
        return _http.SendAsync(request);
    }

    private string WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1)
        );
        var file = Path.Combine(_folder, "site.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(file + ".key", key.ExportPkcs8PrivateKeyPem());
        return file;
    }
}
