using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Client.Tests.Schemes.Certificate;

public sealed class CertificateSchemeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_offered_to_its_host_and_to_no_other()
    {
        await using var server = await CertificateServer.StartAsync();
        using var certificate = CertificateServer.Make("alice");
        using var client = Client(server, options => options.Certificate(certificate));

        Assert.Equal("CN=alice", await client.GetStringAsync($"https://localhost:{server.Port}/", Token));
        Assert.Equal("nobody", await client.GetStringAsync($"https://127.0.0.1:{server.Port}/", Token));
    }

    [Fact]
    public async Task A_factorys_clients_offer_it_too_and_other_ways_go_with_it()
    {
        await using var server = await CertificateServer.StartAsync();
        using var certificate = CertificateServer.Make("alice");
        var services = new ServiceCollection();
        services
            .AddHttpClient("orders", client => client.BaseAddress = new($"https://localhost:{server.Port}"))
            .AddAuthentication(options => options.Certificate(certificate).Basic("alice", "wonder"))
            .ConfigurePrimaryHttpMessageHandler(Handler);
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders");

        Assert.Equal("CN=alice", await client.GetStringAsync("/", Token));
    }

    [Fact]
    public async Task A_file_is_read_again_once_it_was_changed()
    {
        await using var server = await CertificateServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("gatehouse-client-");
        try
        {
            var file = Path.Combine(folder.FullName, "client.pem");
            Write(file, "first", new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            using var client = Client(server, options => options.Certificate(file));
            Assert.Equal("CN=first", await GetAsync(client));
            Write(file, "second", new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
            Assert.Equal("CN=second", await GetAsync(client));
            await File.WriteAllTextAsync(file, "half", Token);
            Assert.Equal("CN=second", await GetAsync(client));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task<string> GetAsync(HttpClient client)
        {
            // A connection of its own each: certificates belong to connections.
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://localhost:{server.Port}/");
            request.Headers.ConnectionClose = true;
            using var response = await client.SendAsync(request, Token);
            return await response.Content.ReadAsStringAsync(Token);
        }
    }

    [Fact]
    public async Task Whoever_listens_is_told_once_that_it_ends()
    {
        var clock = new ManualTimeProvider(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var certificate = CertificateServer.Make("alice", new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var warnings = new List<SessionEnding>();
        var options = new AuthenticationOptions { Clock = clock, SessionEnding = warnings.Add }
            .At("https://orders.example")
            .Certificate(certificate, settings => settings.WarnBefore = TimeSpan.FromDays(7));
        using var authenticator = new Authenticator(options, name: "orders");

        clock.Advance(TimeSpan.FromDays(20));
        await Task.Yield();
        Assert.Empty(warnings);
        clock.Advance(TimeSpan.FromDays(5));
        clock.Advance(TimeSpan.FromDays(5));
        var warning = Assert.Single(warnings);
        Assert.Equal("orders", warning.Client);
        Assert.Equal(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), warning.EndsAt);
    }

    [Fact]
    public void A_certificate_without_its_key_or_without_tls_is_a_mistake()
    {
        using var certificate = CertificateServer.Make("alice");
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        Assert.Throws<ArgumentException>(() => new AuthenticationOptions().Certificate(bare));
        var plain = new AuthenticationOptions().At("http://localhost").Certificate(certificate);
        Assert.Throws<ArgumentException>(() => new Authenticator(plain));
    }

    [Fact]
    public async Task A_chain_that_would_not_offer_it_is_a_mistake()
    {
        using var certificate = CertificateServer.Make("alice");
        var options = new AuthenticationOptions().At("https://localhost").Certificate(certificate);
        using var client = new HttpClient(new AuthenticationHandler(options, new HttpClientHandler()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync("https://localhost/", Token));
    }

    private static void Write(string file, string name, DateTime at)
    {
        using var certificate = CertificateServer.Make(name);
        using var key = certificate.GetECDsaPrivateKey()!;
        // As others read it: the key of a loaded container need not be exportable in plain.
        using var exportable = ECDsa.Create();
        var password = "p"u8.ToArray();
        var encrypted = key.ExportEncryptedPkcs8PrivateKey(
            password,
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)
        );
        exportable.ImportEncryptedPkcs8PrivateKey(password, encrypted, out _);
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{exportable.ExportPkcs8PrivateKeyPem()}\n");
        File.SetLastWriteTimeUtc(file, at);
    }

    private static HttpClient Client(CertificateServer server, Action<AuthenticationOptions> configure)
    {
        var options = new AuthenticationOptions().At($"https://localhost:{server.Port}");
        configure(options);
        return new HttpClient(new AuthenticationHandler(options, Handler()));
    }

    private static SocketsHttpHandler Handler() =>
        new()
        {
            SslOptions =
            {
                RemoteCertificateValidationCallback = static (_, shown, _, _) => shown?.Subject == "CN=server",
            },
        };
}
