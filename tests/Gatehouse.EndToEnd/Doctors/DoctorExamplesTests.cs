using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Doctors;

/// <summary>The commands of the doctor's page, typed as they stand.</summary>
public sealed class DoctorExamplesTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task Every_command_of_the_page_does_what_the_page_says()
    {
        var program = $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "gatehouse.dll")}'";
        var folder = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        var ran = 0;
        foreach (var block in await DocumentPage.BlocksAsync("docs/doctor.md", "sh"))
        {
            foreach (var (command, expected) in DocumentPage.Commands(block))
            {
                var line = command
                    .Replace("./gatehouse", program, StringComparison.Ordinal)
                    .Replace(
                        "http://127.0.0.1:8080/orders",
                        new Uri(site.Gateway.Address, "/any/orders").ToString(),
                        StringComparison.Ordinal
                    );
                var printed = await DocumentPage.TypeAsync(folder, line);
                Assert.All(
                    expected,
                    text =>
                        Assert.True(printed.Contains(text, StringComparison.Ordinal), $"{command}\n{text}\n{printed}")
                );
                ran++;
            }
        }

        Assert.InRange(ran, 9, 100);
        Assert.StartsWith(
            "<!doctype html>",
            await File.ReadAllTextAsync(Path.Combine(folder, "report.html")),
            StringComparison.Ordinal
        );
    }
}
