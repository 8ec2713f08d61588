using System.Diagnostics;
using System.Text.Json.Nodes;
using Gatehouse.Lab.Provider;

namespace Gatehouse.Lab.Tests.Provider;

/// <summary>A real OpenID client against the lab's provider, right and wrong.</summary>
public sealed class OpenIdClientTests
{
    [Fact]
    public async Task A_real_client_gets_along_with_a_provider_that_behaves()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var told = await RunAsync(lab.Provider);

        Assert.Equal("alice", (string?)told["code"]);
        Assert.Equal("access_denied", (string?)told["denied"]);
        Assert.Equal("alice@lab.example", (string?)told["userinfo"]);
        Assert.Equal("bearer", (string?)told["refresh"]);
        Assert.Equal("invalid_grant", (string?)told["reuse"]);
        Assert.Equal("orders", (string?)told["credentials"]);
        Assert.Equal("[true,false]", told["introspect"]!.ToJsonString());
        Assert.Equal("bob", (string?)told["device"]);
    }

    [Fact]
    public async Task A_real_client_refuses_what_the_knobs_break()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        lab.Provider.Knobs = new ProviderKnobs { BreakNonce = true };
        Assert.Contains("nonce", (string?)(await RunAsync(lab.Provider))["code"], StringComparison.Ordinal);

        lab.Provider.Knobs = new ProviderKnobs { BreakState = true };
        Assert.Contains("state", (string?)(await RunAsync(lab.Provider))["code"], StringComparison.Ordinal);

        lab.Provider.Knobs = new ProviderKnobs { IssuerParameter = IssuerParameter.Wrong };
        Assert.Contains("iss", (string?)(await RunAsync(lab.Provider))["code"], StringComparison.Ordinal);

        lab.Provider.Knobs = new ProviderKnobs { CodesUsed = true };
        Assert.Equal("invalid_grant", (string?)(await RunAsync(lab.Provider))["code"]);
    }

    private static async Task<JsonObject> RunAsync(LabProvider provider)
    {
        var peers = RepositoryFile.Find("tests/node");
        if (!Directory.Exists(Path.Combine(peers, "node_modules", "openid-client")))
        {
            Assert.Skip("The npm packages of tests/node are not installed.");
        }

        using var process = Process.Start(
            new ProcessStartInfo("node")
            {
                ArgumentList = { Path.Combine(peers, "openid-client-peer.mjs"), provider.Issuer },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonNode.Parse(output.Length > 0 ? output : "null") as JsonObject
            ?? throw new InvalidOperationException(await error);
    }
}
