using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed partial class ServeTests
{
    [Fact]
    public async Task Without_configuration_the_sample_site_answers_and_the_printed_curl_lines_work_as_printed()
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        var address = $"http://127.0.0.1:{RunningGateway.FreePort().ToString(CultureInfo.InvariantCulture)}";
        using var process = GatehouseProgram.Start(
            ["serve", "--listen", address, "--data", Path.Combine(folder, "data")],
            folder
        );
        try
        {
            var printed = new List<string>();
            while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
            {
                printed.Add(line);
                if (line.StartsWith("and then", StringComparison.Ordinal))
                {
                    break;
                }
            }

            var curls = printed.Where(line => line.Contains("curl", StringComparison.Ordinal)).ToArray();
            Assert.Equal(3, curls.Length);
            Assert.StartsWith("HTTP/1.1 401", await Shell.RunAsync(curls[0]), StringComparison.Ordinal);
            var granted = await Shell.RunAsync(curls[1]);
            Assert.StartsWith("HTTP/1.1 200", granted, StringComparison.Ordinal);
            Assert.Contains("You are:        admin", granted, StringComparison.Ordinal);
            Assert.Contains(
                "<a href=\"/_gatehouse/account\">",
                await Shell.RunAsync(curls[1] + " -H 'Accept: text/html'"),
                StringComparison.Ordinal
            );
            var refused = await Shell.RunAsync(curls[2]);
            Assert.StartsWith("HTTP/1.1 401", refused, StringComparison.Ordinal);
            var explained = await GatehouseProgram.RunAsync([
                "explain",
                Reference().Match(refused).Value,
                "--data",
                Path.Combine(folder, "data"),
            ]);
            Assert.Contains("password.wrong", explained.Good(), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Upstream_alone_protects_everything_on_it()
    {
        await using var upstream = await UpstreamSite.StartAsync();
        var folder = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        var address = new Uri($"http://127.0.0.1:{RunningGateway.FreePort().ToString(CultureInfo.InvariantCulture)}");
        using var process = GatehouseProgram.Start(
            [
                "serve",
                "--upstream",
                upstream.Address.ToString(),
                "--listen",
                address.ToString(),
                "--data",
                Path.Combine(folder, "data"),
            ],
            folder,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GATEHOUSE_ADMIN_PASSWORD"] = "from the environment",
            }
        );
        try
        {
            Assert.StartsWith(
                "Gatehouse listens",
                await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)),
                StringComparison.Ordinal
            );
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(address)).StatusCode);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            OrdersSite.Basic("admin", "from the environment")(request);
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(64, "serve", "--nonsense")]
    [InlineData(64, "serve", "--upstream", "nonsense")]
    [InlineData(2, "serve", "--config", "missing.yaml")]
    [InlineData(2, "user", "list", "--data", "missing")]
    [InlineData(1, "cause", "show", "no.such")]
    [InlineData(64)]
    public async Task Wrong_use_ends_with_its_exit_code_and_a_sentence(int exitCode, params string[] arguments)
    {
        var result = await GatehouseProgram.RunAsync(arguments);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_folder_that_others_may_read_stops_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        try
        {
            await Shell.RunAsync($"chmod 755 '{folder}'");
            var result = await GatehouseProgram.RunAsync(["serve", "--data", folder, "--listen", "http://127.0.0.1:1"]);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("chmod", result.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Damaged_configuration_is_reported_and_the_old_one_stays()
    {
        await using var gateway = await RunningGateway.StartAsync(
            "listen: [LISTEN]\nroutes: [{ path: /a, moved-to: /b }, { path: /c, allow: nobody }]\n"
        );
        var good = await File.ReadAllTextAsync(gateway.ConfigurationFile);
        await File.WriteAllTextAsync(
            gateway.ConfigurationFile,
            good.Replace("nobody", "everybody", StringComparison.Ordinal)
        );
        await Eventually.HoldsAsync(
            () => Task.FromResult(gateway.Said),
            said => said.Contains("the old one stays", StringComparison.Ordinal)
        );
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri(gateway.Address, "/c"))).StatusCode);
        await File.WriteAllTextAsync(gateway.ConfigurationFile, good.Replace("/b", "/d", StringComparison.Ordinal));
        await Eventually.HoldsAsync(
            async () => (await client.GetAsync(new Uri(gateway.Address, "/a"))).Headers.Location!.OriginalString,
            location => location == "/d"
        );
    }

    [GeneratedRegex("GH-[0-9A-Z-]+", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
