using System.Diagnostics;
using System.Globalization;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>A Model Context Protocol client of the official library, and a server behind the gateway that knows nothing of sign-ins.</summary>
public sealed class ModelContextTests
{
    private const string Configuration = """
        listen: [LISTEN]
        roles: { clerk: [tools] }
        upstreams: { tools: "http://127.0.0.1:PORT" }
        applications:
          - { id: assistant, redirect-uris: ["http://127.0.0.1/callback"], scopes: [tools] }
        routes:
          - { path: /mcp/**, upstream: tools, schemes: [bearer], resource: /mcp, require: { scopes: [tools] } }
          - { path: /**, upstream: tools }
        """;

    [Fact]
    public async Task The_client_finds_its_way_from_the_first_401_to_the_tool()
    {
        var peers = Path.Combine(IdentityProviderTests.Root(), "tests", "node");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(peers, "node_modules", "@modelcontextprotocol")),
            "@modelcontextprotocol/sdk is not installed: run 'npm ci' in tests/node"
        );
        var port = RunningGateway.FreePort().ToString(CultureInfo.InvariantCulture);
        using var server = Node(Path.Combine(peers, "mcp-server.mjs"), port);
        try
        {
            Assert.Equal("listening", await LineAsync(server));
            await using var gateway = await RunningGateway.StartAsync(
                Configuration.Replace("PORT", port, StringComparison.Ordinal)
            );
            (
                await gateway.CommandWithInputAsync(
                    SignInSite.Password + "\n",
                    "user",
                    "add",
                    "alice",
                    "--role",
                    "clerk",
                    "--password-stdin"
                )
            ).Good();
            using var client = Node(
                Path.Combine(peers, "mcp-client.mjs"),
                new Uri(gateway.Address, "/mcp").AbsoluteUri,
                "assistant",
                "http://127.0.0.1:47110/callback"
            );
            try
            {
                var asked = await LineAsync(client);
                Assert.StartsWith($"authorize {gateway.Address}_gatehouse/authorize?", asked, StringComparison.Ordinal);
                Assert.Contains(
                    "resource=" + Uri.EscapeDataString(new Uri(gateway.Address, "/mcp").AbsoluteUri),
                    asked,
                    StringComparison.Ordinal
                );
                await client.StandardInput.WriteLineAsync(await AllowAsync(gateway, asked["authorize ".Length..]));
                Assert.Equal("answer alice no token", await LineAsync(client));
                Assert.Equal("scope tools", await LineAsync(client));
                await client.WaitForExitAsync();
                var programs = (await gateway.CommandAsync("token", "list", "alice")).Good();
                Assert.Contains("assistant", programs, StringComparison.Ordinal);
            }
            finally
            {
                End(client);
            }
        }
        finally
        {
            End(server);
        }
    }

    private static async Task<string> AllowAsync(RunningGateway gateway, string address)
    {
        using var browser = new CookieClient(gateway.Address);
        var target = new Uri(address).PathAndQuery;
        using var signedIn = await browser.SignInAsync("alice", returnTo: target);
        Assert.Equal(target, signedIn.Headers.Location!.OriginalString);
        using var shown = await browser.GoAsync(target);
        var page = await shown.Content.ReadAsStringAsync();
        using var allowed = await browser.PostAsync(
            "/_gatehouse/authorize",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                ["request"] = SignInSite.HiddenField(page, "request"),
                ["decision"] = "allow",
            },
            ("Sec-Fetch-Site", "same-origin")
        );
        return TokenGateway.Parameter(await TokenGateway.GoesToAsync(allowed), "code");
    }

    private static Process Node(params string[] arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo("node", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? "nothing";

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
