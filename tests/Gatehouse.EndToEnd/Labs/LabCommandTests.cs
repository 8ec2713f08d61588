using System.Text.Json.Nodes;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Lab;

namespace Gatehouse.EndToEnd.Labs;

public sealed class LabCommandTests
{
    [Fact]
    public async Task The_lab_tests_itself()
    {
        var result = await GatehouseProgram.RunAsync(["lab", "--self-test", "--json"]);
        Assert.True(result.ExitCode == 0, result.Output);
        var causes = JsonNode.Parse(result.Output)!.AsArray();
        Assert.Equal(LabCauses.Made.Count, causes.Count);
        Assert.All(causes, cause => Assert.Empty(cause!["problems"]!.AsArray()));
    }

    [Fact]
    public async Task It_listens_where_it_is_told_and_ends_when_it_is_told()
    {
        using var lab = GatehouseProgram.Start(["lab", "--listen", "http://127.0.0.1:0"]);
        try
        {
            var first = await lab.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith("The lab listens on http://127.0.0.1:", first, StringComparison.Ordinal);
            var address = first!.Split(' ')[4].TrimEnd(':');
            using var client = new HttpClient();
            var answer = await client.GetAsync(
                new Uri(address + "/credentials.missing"),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(401, (int)answer.StatusCode);
        }
        finally
        {
            lab.Kill();
        }
    }

    [Fact]
    public async Task A_cause_is_recorded_to_a_file()
    {
        var file = Path.Combine(Path.GetTempPath(), $"gatehouse-{Guid.NewGuid():N}.har");
        var result = await GatehouseProgram.RunAsync(["lab", "record", "user.unknown", "-o", file]);
        Assert.Equal(0, result.ExitCode);
        var entries = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        File.Delete(file);
        int[] statuses = [401, 200];
        Assert.Equal(
            statuses,
            entries["log"]!["entries"]!.AsArray().Select(entry => (int)entry!["response"]!["status"]!)
        );
    }

    [Theory]
    [InlineData("The catalogue has no cause token.spoiled", "lab", "record", "token.spoiled", "-o", "x.har")]
    [InlineData("the lab listens on an IP address or localhost", "lab", "--listen", "https://127.0.0.1:1")]
    [InlineData("the lab listens on an IP address or localhost", "lab", "--listen", "http://example.org:8401")]
    [InlineData("the lab listens on an IP address or localhost", "lab", "--listen", "nonsense")]
    public async Task Wrong_use_is_said_to_be_wrong(string sentence, params string[] arguments)
    {
        var result = await GatehouseProgram.RunAsync(arguments);
        Assert.Equal(64, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }
}
