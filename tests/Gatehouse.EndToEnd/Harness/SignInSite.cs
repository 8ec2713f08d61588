using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>A site where people sign in on a page, with accounts in every state; shared by the tests of a class.</summary>
public sealed partial class SignInSite : IAsyncLifetime
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse: battery";

    /// <summary>The gateway.</summary>
    public RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The site behind it.</summary>
    public UpstreamSite Upstream { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Upstream = await UpstreamSite.StartAsync();
        Gateway = await RunningGateway.StartAsync(
            Configuration.Replace(
                "UPSTREAM",
                Upstream.Address.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            )
        );
        foreach (var name in (string[])["alice", "bob", "late", "shut", "off"])
        {
            await AddUserAsync(name);
        }

        (await Gateway.CommandAsync("user", "lock", "shut")).Good();
        (await Gateway.CommandAsync("user", "disable", "off")).Good();
        (
            await Gateway.CommandWithInputAsync(
                Password + "\n",
                "user",
                "password",
                "late",
                "--password-stdin",
                "--must-change"
            )
        ).Good();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>Adds a user by the command line, with a mail address.</summary>
    public async Task AddUserAsync(string name, string role = "clerk") =>
        (
            await Gateway.CommandWithInputAsync(
                Password + "\n",
                "user",
                "add",
                name,
                "--role",
                role,
                "--email",
                $"{name}@example.com",
                "--password-stdin"
            )
        ).Good();

    /// <summary>A browser's way without a browser: keeps cookies, follows nothing.</summary>
    public CookieClient NewClient(Uri? address = null) => new(address ?? Gateway.Address);

    /// <summary>The letter to a user: its header fields and its text.</summary>
    public async Task<string> LetterToAsync(string name)
    {
        var folder = Path.Combine(Gateway.Folder, "mail");
        return await Eventually.HoldsAsync(
            async () =>
            {
                foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
                {
                    var parts = (await File.ReadAllTextAsync(file)).Split("\r\n\r\n", 2);
                    var body = new byte[4096];
                    if (
                        parts.Length == 2
                        && parts[0].Contains($"{name}@example.com", StringComparison.Ordinal)
                        && Convert.TryFromBase64String(parts[1].Trim(), body, out var length)
                    )
                    {
                        return parts[0] + Encoding.UTF8.GetString(body, 0, length);
                    }
                }

                return "";
            },
            text => text.Contains("stays as it is", StringComparison.Ordinal)
        );
    }

    /// <summary>The value of a form's hidden field.</summary>
    public static string HiddenField(string page, string name) =>
        WebUtility.HtmlDecode(
            Hidden().Matches(page).First(match => match.Groups["name"].Value == name).Groups["value"].Value
        );

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\">",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Hidden();

    private const string Configuration = """
        listen: [LISTEN]
        realm: Example
        contact: admin@example.com
        register-url: https://example.com/register
        mail: { from: gatehouse@example.com, folder: ./mail }
        roles: { clerk: [orders:read], admin: [orders:read, orders:write] }
        trusted-proxies: [127.0.0.1/32]
        upstreams: { app: UPSTREAM }
        routes:
          - { path: /public/**, upstream: app, allow: everyone }
          - { path: /wiki/**, upstream: app, allow: everyone, identify: true }
          - { path: /staff/**, upstream: app, schemes: [session], require: { roles: [staff] } }
          - { path: /fresh/**, upstream: app, schemes: [session], require: { fresh: 5m } }
          - { path: /strong/**, upstream: app, schemes: [session, basic], require: { factor: 2 } }
          - { path: /vault/**, upstream: app, schemes: [session], require: { fresh: 5m, factor: 2 } }
          - { path: /secret/**, upstream: app, schemes: [session], require: { roles: [staff] }, hidden: true }
          - { path: /basic/**, upstream: app, schemes: [basic] }
          - { path: /both/**, upstream: app, schemes: [session, basic, key] }
          - { path: /**, upstream: app, schemes: [session] }
        """;
}
