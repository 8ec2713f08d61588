using System.Diagnostics;
using System.Text.RegularExpressions;
using Gatehouse.Lab.Provider;

namespace Gatehouse.Lab.Tests.Provider;

/// <summary>What the page about the provider says, held against the provider.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public async Task Every_knob_stands_in_the_page_with_its_meaning()
    {
        var page = await PageAsync();
        var rows = ProviderKnobTable
            .Describe(new ProviderKnobs())
            .Select(knob => $"| `{knob.Key}` | {(string)knob.Value!["meaning"]!} |");

        Assert.Contains(
            "| knob | what it does |\n|---|---|\n" + string.Join('\n', rows) + "\n\n",
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_command_of_the_page_prints_what_the_page_says()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var lines = Shell().Matches(await PageAsync()).SelectMany(block => block.Groups["text"].Value.Split('\n'));
        var printed = "";
        var ran = 0;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                Assert.Contains(line[2..], printed, StringComparison.Ordinal);
                continue;
            }

            printed = await RunAsync(
                line.Replace("http://127.0.0.1:8401/", lab.Url.ToString(), StringComparison.Ordinal)
            );
            ran++;
        }

        Assert.Equal(5, ran);
    }

    [Fact]
    public async Task The_lines_in_CSharp_run()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        await client.PostAsync(lab.Provider.AddressOf(ProviderEndpoint.Token), null);

        // From here on as in the page.
        lab.Provider.Knobs = new ProviderKnobs { ClockSkew = 10.Minutes() };
        lab.Provider.Change(knobs => knobs with { BreakNonce = true });
        lab.Provider.Outage(@for: 3.Seconds(), endpoint: ProviderEndpoint.Jwks, kind: OutageKind.Hang);
        lab.Provider.RotateKeys();
        string old = lab.Provider.Mint(new TokenOrder { Age = 20.Minutes() });
        lab.Provider.Revoke(old);
        Assert.Contains(lab.Provider.Requests, request => request.Endpoint == ProviderEndpoint.Token);

        var source = await File.ReadAllTextAsync(ThisFile());
        var block = Assert.Single(Code().Matches(await PageAsync())).Groups["text"].Value;
        Assert.All(
            block.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains($"        {line}\n", source, StringComparison.Ordinal)
        );
    }

    private static async Task<string> RunAsync(string line)
    {
        using var process = Process.Start(
            new ProcessStartInfo("bash")
            {
                ArgumentList = { "-c", line },
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private static Task<string> PageAsync() => File.ReadAllTextAsync(RepositoryFile.Find("docs/lab-provider.md"));

    private static string ThisFile() => RepositoryFile.Find("tests/Gatehouse.Lab.Tests/Provider/DocumentTests.cs");

    [GeneratedRegex("^```sh\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Shell();

    [GeneratedRegex("^```csharp\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Code();
}
