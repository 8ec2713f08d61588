using Gatehouse.EndToEnd.Harness;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.EndToEnd.Labs;

public sealed class LabDocumentTests
{
    private const string Page = "docs/lab.md";

    [Fact]
    public async Task Every_command_of_the_page_prints_what_the_page_says()
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("gatehouse-lab-");
        var program = $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "gatehouse.dll")}'";
        var ran = 0;
        try
        {
            foreach (var block in await DocumentPage.BlocksAsync(Page, "sh"))
            {
                foreach (var (command, expected) in DocumentPage.Commands(block))
                {
                    var line = command
                        .Replace("./gatehouse", program, StringComparison.Ordinal)
                        .Replace("http://127.0.0.1:8401/", lab.Url.ToString(), StringComparison.Ordinal);
                    var printed = await DocumentPage.TypeAsync(folder.FullName, line);
                    Assert.All(
                        expected,
                        text =>
                            Assert.True(
                                printed.Contains(text, StringComparison.Ordinal),
                                $"{command}\n{text}\n{printed}"
                            )
                    );
                    ran++;
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.True(ran > 8);
    }

    [Fact]
    public async Task The_tests_in_Python_pass()
    {
        Assert.SkipUnless(
            Directory.Exists("/usr/lib/python3/dist-packages/pytest"),
            "pytest is not installed: python3-pytest"
        );
        var folder = Directory.CreateTempSubdirectory("gatehouse-lab-");
        try
        {
            var program = Path.Combine(folder.FullName, "gatehouse");
            await File.WriteAllTextAsync(
                program,
                $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "gatehouse.dll")}' \"$@\"\n"
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "test_lab.py"),
                Assert.Single(await DocumentPage.BlocksAsync(Page, "python"))
            );
            var printed = await Shell.RunAsync(
                $"cd '{folder.FullName}'; chmod +x gatehouse; PATH=\"$PWD:$PATH\" /usr/bin/python3 -m pytest -q -p no:cacheprovider 2>&1"
            );
            Assert.Contains("2 passed", printed, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(0, "tests/Gatehouse.Lab.Tests/Examples/OrdersClientTests.cs")]
    [InlineData(1, "tests/Gatehouse.EndToEnd/Labs/LabBrowserExampleTests.cs")]
    public async Task The_tests_in_CSharp_are_tests_that_run(int block, string file)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(IdentityProviderTests.Root(), file));
        Assert.Contains(
            Squeeze((await DocumentPage.BlocksAsync(Page, "csharp"))[block]),
            Squeeze(source),
            StringComparison.Ordinal
        );
    }

    private static string Squeeze(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
