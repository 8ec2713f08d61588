using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd;

/// <summary>The doctor beside a real gateway: its journal, its configuration, and two runs laid beside each other.</summary>
public sealed class DoctorSidesTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task Reference_given_alone_tells_what_the_gateway_decided()
    {
        using var response = await site.GetAsync("/any/x", Basic("alice", "not her password"));
        var reference = response.Headers.GetValues("Gatehouse-Reference").Single();
        using var explained = JsonDocument.Parse(
            (await site.Gateway.CommandAsync("explain", reference, "--json")).Good()
        );
        var cause = explained.RootElement.GetProperty("cause").GetString();

        var (code, report) = await DoctorAsync(reference);
        Assert.Equal(1, code);
        Assert.Equal(cause, First(report));
        var gateway = report.GetProperty("gateway");
        Assert.Equal("alice", gateway.GetProperty("user").GetString());
        Assert.Contains(
            gateway.GetProperty("trail").EnumerateArray(),
            step => step.GetProperty("outcome").GetString() == "failed"
        );
    }

    [Fact]
    public async Task Live_refusal_is_told_from_both_sides()
    {
        var (code, report) = await DoctorAsync(
            new Uri(site.Gateway.Address, "/internal/x").ToString(),
            "--user",
            "alice:" + Password
        );
        Assert.Equal(1, code);
        var gateway = report.GetProperty("gateway");
        Assert.Equal(gateway.GetProperty("cause").GetString(), First(report));
        Assert.NotEqual(gateway.GetProperty("public-cause").GetString(), First(report));
        Assert.DoesNotContain(Password, report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_gateway_is_not_at_hand_one_question_is_left()
    {
        using var response = await site.GetAsync("/any/x");
        var reference = response.Headers.GetValues("Gatehouse-Reference").Single();
        var elsewhere = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        var run = await GatehouseProgram.RunAsync(["doctor", reference, "--json"], folder: elsewhere);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("gatehouse explain " + reference, run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task Configuration_is_checked_among_a_server_s_files()
    {
        var file = Path.Combine(site.Gateway.Folder, "broken-gatehouse.yaml");
        await File.WriteAllTextAsync(
            file,
            "listen: [http://127.0.0.1:1]\nroutes:\n  - { path: /**, upstream: nowhere }\n",
            TestContext.Current.CancellationToken
        );
        var (code, report) = await DoctorAsync("--server", file);
        Assert.Equal(1, code);
        Assert.Equal("server.configuration", First(report));
        Assert.Contains(
            report.GetProperty("findings").EnumerateArray(),
            finding =>
                finding.GetProperty("line").GetInt32() == 3 && finding.GetProperty("severity").GetString() == "error"
        );
    }

    [Fact]
    public async Task Run_that_was_kept_is_laid_beside_another_and_holds_no_secret()
    {
        var kept = Path.Combine(site.Gateway.Folder, "granted.json");
        var url = new Uri(site.Gateway.Address, "/any/x").ToString();
        var (first, _) = await DoctorAsync(url, "--user", "alice:" + Password, "--save", kept);
        Assert.Equal(0, first);
        var text = await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);

        var (second, report) = await DoctorAsync(url, "--user", "alice:wrong", "--compare", kept);
        Assert.Equal(1, second);
        Assert.Contains(
            report.GetProperty("compared").EnumerateArray(),
            row =>
                row.GetProperty("what").GetString() == "answer"
                && row.GetProperty("here").GetString() == "401"
                && row.GetProperty("there").GetString() == "200"
        );

        var foreign = await site.Gateway.CommandAsync("doctor", url, "--compare", site.Gateway.ConfigurationFile);
        Assert.Equal(64, foreign.ExitCode);
    }

    private async Task<(int Code, JsonElement Report)> DoctorAsync(params string[] arguments)
    {
        var run = await site.Gateway.CommandAsync(["doctor", .. arguments, "--json"]);
        Assert.True(run.Output.StartsWith('{'), run.Output + run.Error);
        using var report = JsonDocument.Parse(run.Output);
        return (run.ExitCode, report.RootElement.Clone());
    }

    private static string? First(JsonElement report) =>
        report.GetProperty("diagnoses")[0].GetProperty("cause").GetString();
}
