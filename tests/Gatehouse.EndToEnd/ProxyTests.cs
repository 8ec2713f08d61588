using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd;

public sealed class ProxyTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task Events_arrive_one_by_one()
    {
        using var client = new HttpClient();
        await using var stream = await client.GetStreamAsync(new Uri(site.Gateway.Address, "/public/events"));
        using var reader = new StreamReader(stream);
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal($"data: {number}", await reader.ReadLineAsync());
            Assert.Equal("", await reader.ReadLineAsync());
            site.Upstream.NextEvent.Release();
        }

        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task WebSocket_talks_both_ways_to_whoever_is_let_in_and_to_nobody_else()
    {
        var address = new UriBuilder(new Uri(site.Gateway.Address, "/any/socket")) { Scheme = "ws" }.Uri;
        using var stranger = new ClientWebSocket();
        stranger.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => stranger.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.HttpStatusCode);

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", site.Key);
        await socket.ConnectAsync(address, CancellationToken.None);
        var buffer = new byte[256];
        foreach (var word in (string[])["first", "second"])
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(word),
                WebSocketMessageType.Text,
                endOfMessage: true,
                CancellationToken.None
            );
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            Assert.Equal(word, Encoding.UTF8.GetString(buffer, 0, received.Count));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
    }

    [Fact]
    public async Task Cross_site_WebSocket_with_attached_credentials_is_refused()
    {
        using var response = await site.GetAsync(
            "/any/socket",
            request =>
            {
                Basic("alice", Password)(request);
                Field("Connection", "Upgrade")(request);
                Field("Upgrade", "websocket")(request);
                Field("Sec-WebSocket-Version", "13")(request);
                Field("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")(request);
                Field("Origin", "https://evil.example")(request);
            }
        );
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Two_gibibytes_go_through_in_constant_memory()
    {
        const long Size = 2L << 30;
        using var content = new Zeros(Size);
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Gateway.Address, "/public/upload"))
        {
            Content = content,
        };
        using var response = await client.SendAsync(request);
        Assert.Equal(Size.ToString(CultureInfo.InvariantCulture), await response.Content.ReadAsStringAsync());
        var status = await File.ReadAllLinesAsync($"/proc/{site.Gateway.ProcessId}/status");
        var peak = status.Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        Assert.InRange(
            long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture),
            1,
            400 << 10
        );
    }

    [Fact]
    public async Task Body_is_sent_only_after_100_continue_and_never_for_a_refused_request()
    {
        var (refused, _) = await ExchangeAsync(
            "POST /any/upload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 401", refused, StringComparison.Ordinal);
        var (first, rest) = await ExchangeAsync(
            "POST /public/upload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n",
            "12345"
        );
        Assert.StartsWith("HTTP/1.1 100", first, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 200", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /public/x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")]
    [InlineData("GET /public/\0 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /public/\\x HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /public/x#y HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET //api/x HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /public/%c0%ae%c0%ae/x HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task Request_that_can_be_read_in_two_ways_is_a_400(string request)
    {
        var (answer, _) = await ExchangeAsync(request);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_refuses_by_itself_is_in_the_journal()
    {
        var (answer, _) = await ExchangeAsync("GET /public/\0 HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        await Eventually.HoldsAsync(
            async () => (await site.Gateway.CommandAsync("denials", "--cause", "request.*", "--json")).Good(),
            text => text.Contains("\"method\": \"?\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Upstreams_own_401_passes_unchanged_and_is_journalled_as_its_own()
    {
        using var response = await site.GetAsync("/any/own-401", Field("X-Api-Key", site.Key));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Upstream realm=\"its own\"", Assert.Single(response.Headers.GetValues("WWW-Authenticate")));
        Assert.Equal("the upstream's own words", await response.Content.ReadAsStringAsync());
        var journal = await Eventually.HoldsAsync(
            async () =>
                (await site.Gateway.CommandAsync("denials", "--cause", "upstream.unauthorized", "--json")).Good(),
            text => text.Contains("/any/own-401", StringComparison.Ordinal)
        );
        Assert.Contains("alice", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_2_over_TLS_with_a_certificate_file_is_served_with_trailers_and_asks_for_https_ever_after()
    {
        await using var upstream = new RawUpstream(
            "HTTP/1.1 200 OK\r\nTrailer: X-Checksum\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX-Checksum: 42\r\n\r\n"
        );
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            certificate: { file: site.pem, key: site.key }
            upstreams: { app: {{upstream.Address}} }
            routes: [{ path: /**, allow: everyone, upstream: app }]
            """,
            WriteCertificate,
            scheme: "https"
        );
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    shown is X509Certificate2 certificate
                    && certificate.ExportCertificatePem() == File.ReadAllText(Path.Combine(gateway.Folder, "site.pem")),
            },
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/x"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Equal("body", await response.Content.ReadAsStringAsync());
        Assert.Equal("42", Assert.Single(response.TrailingHeaders.GetValues("X-Checksum")));
        Assert.Equal("max-age=31536000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
    }

    private static void WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1)
        );
        File.WriteAllText(Path.Combine(folder, "site.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "site.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task<(string First, string After)> ExchangeAsync(string request, string? more = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, site.Gateway.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var buffer = new byte[4096];
        var first = Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer));
        if (more is null)
        {
            return (first, "");
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(more));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return (first, await reader.ReadToEndAsync());
    }

    private sealed class Zeros(long size) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[1 << 20];
            for (var left = size; left > 0; left -= block.Length)
            {
                await stream.WriteAsync(block);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }
    }
}
