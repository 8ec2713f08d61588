using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed class DocumentedExamplesTests
{
    [Theory]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/admission.md")]
    [InlineData("docs/guessing.md")]
    [InlineData("docs/cross-origin.md")]
    [InlineData("docs/schemes/basic.md")]
    [InlineData("docs/schemes/digest.md")]
    [InlineData("docs/schemes/key.md")]
    [InlineData("docs/schemes/bearer.md")]
    [InlineData("docs/schemes/dpop.md")]
    [InlineData("docs/schemes/own-tokens.md")]
    [InlineData("docs/schemes/session.md")]
    [InlineData("docs/schemes/second-factor.md")]
    [InlineData("docs/sign-in.md")]
    [InlineData("docs/monitoring.md")]
    public async Task Every_command_of_the_page_does_what_the_page_says(string page)
    {
        using var issuer = new Issuer();
        await using var upstream = await UpstreamSite.StartAsync();
        var configuration = (await DocumentPage.BlocksAsync(page, "yaml"))[0];
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
        var before = $"export TOKEN={issuer.Token()}; ";
        foreach (var block in await DocumentPage.BlocksAsync(page, "sh"))
        {
            foreach (var (command, expected) in DocumentPage.Commands(block))
            {
                var line = command
                    .Replace("./gatehouse", program, StringComparison.Ordinal)
                    .Replace(
                        "http://127.0.0.1:8080",
                        gateway.Address.GetLeftPart(UriPartial.Authority),
                        StringComparison.Ordinal
                    );
                var printed = await DocumentPage.TypeAsync(gateway.Folder, line, before);
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
}
