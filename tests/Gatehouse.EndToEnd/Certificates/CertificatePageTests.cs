using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Certificates;

/// <summary>The documentation's page on client certificates, typed as it stands.</summary>
public sealed class CertificatePageTests : IDisposable
{
    private const string Page = "docs/schemes/certificate.md";

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("gatehouse-page-");

    [Fact]
    public async Task Every_command_of_the_page_does_what_the_page_says()
    {
        var blocks = await DocumentPage.BlocksAsync(Page, "sh");
        foreach (var (command, _) in DocumentPage.Commands(blocks[0]))
        {
            await DocumentPage.TypeAsync(_files.FullName, command);
        }

        await using var upstream = await UpstreamSite.StartAsync();
        var configuration = (await DocumentPage.BlocksAsync(Page, "yaml"))[0];
        await using var gateway = await RunningGateway.StartAsync(
            configuration
                .Replace("https://127.0.0.1:8443", "LISTEN", StringComparison.Ordinal)
                .Replace(
                    "http://127.0.0.1:3000",
                    upstream.Address.GetLeftPart(UriPartial.Authority),
                    StringComparison.Ordinal
                ),
            folder =>
            {
                foreach (var file in _files.EnumerateFiles())
                {
                    file.CopyTo(Path.Combine(folder, file.Name));
                }
            },
            scheme: "https"
        );
        var program = $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "gatehouse.dll")}'";
        foreach (var (command, expected) in DocumentPage.Commands(blocks[1]))
        {
            var line = command
                .Replace("./gatehouse", program, StringComparison.Ordinal)
                .Replace(
                    "https://127.0.0.1:8443",
                    gateway.Address.GetLeftPart(UriPartial.Authority),
                    StringComparison.Ordinal
                );
            var printed = await DocumentPage.TypeAsync(gateway.Folder, line);
            Assert.All(
                expected,
                text => Assert.True(printed.Contains(text, StringComparison.Ordinal), $"{command}\n{text}\n{printed}")
            );
        }

        var last =
            $"curl -s --cacert site.pem --cert anna.pem --key anna.key {gateway.Address.GetLeftPart(UriPartial.Authority)}/x?";
        var number = 0;
        await Eventually.HoldsAsync(
            () => DocumentPage.TypeAsync(gateway.Folder, $"{last}{number++}"),
            said => said.Contains("certificate.revoked", StringComparison.Ordinal)
        );
    }

    public void Dispose() => _files.Delete(recursive: true);
}
