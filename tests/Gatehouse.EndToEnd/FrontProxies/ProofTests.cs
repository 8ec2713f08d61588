using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.FrontProxies;

public sealed class ProofTests
{
    private const string Routes =
        "routes: [{ path: /public/**, allow: everyone }, { path: /orders/**, schemes: [basic] }]\n";

    private const string Trusting = "listen: [LISTEN]\ntrusted-proxies: [127.0.0.1/32]\n" + Routes;

    [Theory]
    [InlineData("$scheme://$host$request_uri", "$http_x_original_url", "X-Original-URL: http")]
    [InlineData("auth_request /_gatehouse_check;", "", "no credentials")]
    [InlineData(
        "proxy_set_header X-Original-Method  $request_method;",
        "proxy_set_header X-Original-Method  $http_x_original_method;\nset $x $http_x_rewrite_url; if ($x) { return 204; }",
        "X-Rewrite-URL"
    )]
    public async Task A_careless_proxy_is_found_out(string line, string instead, string probe)
    {
        var (exitCode, output) = await ProveAsync(new CarelessNginxRecipe(line, instead), Trusting);
        Assert.Equal(1, exitCode);
        Assert.Matches("OPEN .*" + probe, output);
        Assert.Contains("were let through", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_describes_nothing_is_told_what_is_missing()
    {
        var (exitCode, output) = await ProveAsync(
            new CarelessNginxRecipe("$scheme://$host$request_uri", "\"\""),
            Trusting
        );
        Assert.Equal(1, exitCode);
        Assert.Contains("forward.description-missing", output, StringComparison.Ordinal);
        Assert.DoesNotContain("OPEN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_trusted_is_told_so()
    {
        var (exitCode, output) = await ProveAsync(new CaddyRecipe(), "listen: [LISTEN]\n" + Routes);
        Assert.Equal(1, exitCode);
        Assert.Contains("trusted-proxies", output, StringComparison.Ordinal);
        Assert.DoesNotContain("OPEN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_gateway_is_noticed_and_proves_that_the_proxy_lets_nobody_in()
    {
        var (exitCode, output) = await ProveAsync(new NginxRecipe(), Trusting, stop: true, "--json");
        Assert.Equal(0, exitCode);
        using var report = JsonDocument.Parse(output);
        Assert.True(report.RootElement.GetProperty("good").GetBoolean());
        Assert.Equal("stopped", report.RootElement.GetProperty("gateway").GetString());
        Assert.All(
            report.RootElement.GetProperty("probes").EnumerateArray(),
            probe => Assert.True(probe.GetProperty("closed").GetBoolean())
        );
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/public/x", 64)]
    [InlineData("orders", 64)]
    [InlineData("http://127.0.0.1:1/orders/7", 2)]
    public async Task A_page_that_proves_nothing_is_refused(string page, int exitCode)
    {
        await using var gateway = await RunningGateway.StartAsync(Trusting);
        var proof = await gateway.CommandAsync("check", "--forward-auth", page);
        Assert.Equal(exitCode, proof.ExitCode);
    }

    private static async Task<(int ExitCode, string Output)> ProveAsync(
        FrontProxyRecipe recipe,
        string configuration,
        bool stop = false,
        params string[] more
    )
    {
        Assert.SkipWhen(recipe.Missing is not null, recipe.Missing ?? "");
        await using var application = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(configuration);
        await using var proxy = await FrontProxy.StartAsync(recipe, gateway.Address, application.Address);
        if (stop)
        {
            await gateway.KillAsync();
        }

        var page = new Uri(proxy.Address, "/orders/7").OriginalString;
        var proof = await gateway.CommandAsync(["check", "--forward-auth", page, .. more]);
        return (proof.ExitCode, proof.Output);
    }
}
