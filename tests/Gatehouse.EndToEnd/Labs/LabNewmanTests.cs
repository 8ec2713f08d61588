using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Labs;

public sealed class LabNewmanTests(LabFixture fixture)
{
    [Fact]
    public async Task The_collection_runs_green()
    {
        var newman = Path.Combine(
            IdentityProviderTests.Root(),
            "tests",
            "node",
            "node_modules",
            "newman",
            "bin",
            "newman.js"
        );
        Assert.SkipUnless(File.Exists(newman), "newman is not installed: run 'npm ci' in tests/node");
        var file = Path.Combine(Path.GetTempPath(), $"gatehouse-lab-{Guid.NewGuid():N}.json");
        using var client = new HttpClient();
        await File.WriteAllTextAsync(
            file,
            await client.GetStringAsync(
                new Uri(fixture.Lab.Url, "_lab/postman.json"),
                TestContext.Current.CancellationToken
            ),
            TestContext.Current.CancellationToken
        );
        try
        {
            var printed = await Shell.RunAsync(
                $"node '{newman}' run '{file}' --insecure --color off --disable-unicode --reporter-cli-no-success-assertions 2>&1; echo \"ended with $?\""
            );
            Assert.EndsWith("ended with 0\n", printed, StringComparison.Ordinal);
            Assert.Contains("assertions", printed, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
