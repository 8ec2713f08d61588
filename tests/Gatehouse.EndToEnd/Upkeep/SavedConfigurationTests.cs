using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Upkeep;

/// <summary>What a running gateway does with a file that asks for less than the one before.</summary>
public sealed class SavedConfigurationTests
{
    private const string Guarded = """
        listen: [LISTEN]
        upstreams: { app: UPSTREAM }
        routes:
          - { path: /staff/**, upstream: app, schemes: [basic], require: { roles: [staff] } }
          - { path: /open/**, upstream: app, allow: everyone }

        """;

    [Fact]
    public async Task Saved_file_that_lost_a_requirement_is_held_until_the_operator_asks_for_it()
    {
        await using var upstream = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            Guarded.Replace("UPSTREAM", upstream.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        );
        (await gateway.CommandWithInputAsync("a long password\n", "user", "add", "alice", "--password-stdin")).Good();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new(
            "Basic",
            Convert.ToBase64String("alice:a long password"u8.ToArray())
        );
        Assert.Equal(403, await StatusAsync());

        var good = await File.ReadAllTextAsync(gateway.ConfigurationFile);
        await File.WriteAllTextAsync(
            gateway.ConfigurationFile,
            good.Replace(", require: { roles: [staff] }", "", StringComparison.Ordinal)
        );
        await Eventually.HoldsAsync(
            () => Task.FromResult(gateway.Said),
            said => said.Contains("the old one stays in use. If that is meant: kill -HUP", StringComparison.Ordinal)
        );
        Assert.Contains("gatehouse.yaml:4: would let through", gateway.Said, StringComparison.Ordinal);
        Assert.Equal(403, await StatusAsync());

        await Shell.RunAsync($"kill -HUP {gateway.ProcessId}");
        await Eventually.HoldsAsync(
            async () => (await StatusAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture),
            status => status == "200"
        );

        async Task<int> StatusAsync()
        {
            using var answer = await http.GetAsync(new Uri(gateway.Address, "/staff/x"));
            return (int)answer.StatusCode;
        }
    }
}
