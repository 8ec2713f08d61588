using System.Text.RegularExpressions;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed partial class DocumentedExamplesTests
{
    [Theory]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/cross-origin.md")]
    [InlineData("docs/schemes/basic.md")]
    [InlineData("docs/schemes/key.md")]
    [InlineData("docs/schemes/bearer.md")]
    [InlineData("docs/schemes/session.md")]
    [InlineData("docs/sign-in.md")]
    public async Task Every_command_of_the_page_does_what_the_page_says(string page)
    {
        using var issuer = new Issuer();
        await using var upstream = await UpstreamSite.StartAsync();
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(IdentityProviderTests.Root(), page)));
        var configuration = blocks.First(block => block.Groups["language"].Value == "yaml").Groups["text"].Value;
        await using var gateway = await RunningGateway.StartAsync(
            configuration
                .Replace("http://127.0.0.1:8080", "LISTEN", StringComparison.Ordinal)
                .Replace(
                    "http://127.0.0.1:3000",
                    upstream.Address.GetLeftPart(UriPartial.Authority),
                    StringComparison.Ordinal
                ),
            folder => File.WriteAllText(Path.Combine(folder, "jwks.json"), issuer.KeySet)
        );
        var program = $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "gatehouse.dll")}'";
        var ran = 0;
        var before = $"cd '{gateway.Folder}'; export TOKEN={issuer.Token()}; touch state; . ./state";
        foreach (var block in blocks.Where(block => block.Groups["language"].Value == "sh"))
        {
            foreach (var (command, expected) in Commands(block.Groups["text"].Value))
            {
                var line = command
                    .Replace("./gatehouse", program, StringComparison.Ordinal)
                    .Replace(
                        "http://127.0.0.1:8080",
                        gateway.Address.GetLeftPart(UriPartial.Authority),
                        StringComparison.Ordinal
                    );

                // What a line sets is there for the next one, as it is for whoever types them one after the other.
                var keep = Assignment().Match(command) is { Success: true } set
                    ? $"; declare -p {set.Groups["name"].Value} >> state"
                    : "";
                var printed = await Shell.RunAsync($"{before}\n{{ {line}\n}} 2>&1{keep}");
                Assert.All(
                    expected,
                    text =>
                        Assert.True(printed.Contains(text, StringComparison.Ordinal), $"{command}\n{text}\n{printed}")
                );
                ran++;
            }
        }

        Assert.True(ran > 3);
    }

    private static IEnumerable<(string Command, List<string> Expected)> Commands(string block)
    {
        (string Command, List<string> Expected)? current = null;
        foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                current!.Value.Expected.Add(line[2..]);
                continue;
            }

            if (current is { } complete)
            {
                yield return complete;
            }

            current = (line, []);
        }

        if (current is { } last)
        {
            yield return last;
        }
    }

    [GeneratedRegex(
        "^```(?<language>[a-z]*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Block();

    [GeneratedRegex("^(?<name>[a-z]+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignment();
}
