using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Serving;
using Gatehouse.Gateway.Tests.Configuration;
using Gatehouse.Storage;

namespace Gatehouse.Gateway.Tests.ForwardAuth;

/// <summary>Gateways that proxies ask: one that trusts whoever asks from this machine, one that trusts nobody.</summary>
public sealed class AskedGateway : IAsyncLifetime
{
    private const string Routes = """
        realm: Example
        clock-skew: 30s
        roles: { clerk: [orders:read] }
        admission: { deny: [203.0.113.0/24] }
        upstreams: { app: { url: "http://127.0.0.1:1", audience: orders } }
        routes:
          - { path: /public/**, allow: everyone }
          - { path: /wiki/**, allow: everyone, identify: true, schemes: [basic] }
          - { path: /orders/**, schemes: [key, basic], assertion: true }
          - { path: /forwarded/**, upstream: app, schemes: [basic], assertion: true }
          - { path: /plain/**, schemes: [basic] }
          - { path: /staff/**, host: staff.example, allow: everyone }
          - { path: /staff/**, schemes: [basic] }
          - { path: /read/**, methods: [GET], allow: everyone }
          - { path: /read/**, schemes: [basic] }
          - { path: /old/**, moved-to: /public/ }
          - { path: /people/**, schemes: [session] }
          - { path: /shop/**, schemes: [basic], cors: { origins: [https://shop.example], methods: [PUT] } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-asked-").FullName;
    private GatewayServer _trusting = null!;
    private GatewayServer _distrusting = null!;

    /// <summary>Trusts 127.0.0.1.</summary>
    public Uri Trusting => _trusting.Addresses[0];

    /// <summary>Trusts nobody.</summary>
    public Uri Distrusting => _distrusting.Addresses[0];

    /// <summary>Basic credentials of Алиса, whose name is not ASCII, and of alice.</summary>
    public static string Basic(string name) =>
        "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:right"));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _trusting = await StartAsync("trusting", "trusted-proxies: [127.0.0.1/32]\n");
        _distrusting = await StartAsync("distrusting", "");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _trusting.DisposeAsync();
        await _distrusting.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sends octets; the whole answer.</summary>
    public static async Task<Answer> AskAsync(Uri gateway, string request, params string[] fields)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Port);
        await using var stream = client.GetStream();
        var head = string.Concat(fields.Select(field => field + "\r\n"));
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{request}\r\n{head}Connection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Answer(await reader.ReadToEndAsync());
    }

    private async Task<GatewayServer> StartAsync(string name, string more)
    {
        var data = Path.Combine(_folder, name);
        await using (
            var store = await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = data }, CancellationToken.None)
        )
        {
            foreach (var user in (string[])["alice", "алиса"])
            {
                await store.AddUserAsync(
                    new NewUser(user, PasswordHash.Create("right"), Email: null, ["clerk"]),
                    CancellationToken.None
                );
            }
        }

        return await GatewayServer.StartAsync(
            new GatewayServerOptions
            {
                Configuration = ReadConfiguration.Good(
                    ReadConfiguration.From(
                        $"listen: [http://127.0.0.1:0]\npublic-url: https://www.example\nhttps: optional\ndata: {data}\n"
                            + more
                            + Routes
                    )
                ),
            },
            CancellationToken.None
        );
    }

    /// <summary>An answer as text.</summary>
    public sealed class Answer(string text)
    {
        /// <summary>All of it.</summary>
        public string Text { get; } = text;

        /// <summary>The status code.</summary>
        public int Status => int.Parse(Text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>The field lines with this name, in order.</summary>
        public string[] Field(string name) =>
            [
                .. Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
                    .Split("\r\n")
                    .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
                    .Select(line => line[(name.Length + 1)..].Trim()),
            ];

        /// <summary>The answer without what is different each time.</summary>
        public string Lasting() =>
            System.Text.RegularExpressions.Regex.Replace(
                Text,
                "GH-[0-9A-Z-]+|Date: [^\r]+",
                "",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(1)
            );
    }
}
