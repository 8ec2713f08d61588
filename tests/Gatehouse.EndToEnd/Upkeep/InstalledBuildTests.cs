using System.Net;
using System.Reflection.PortableExecutable;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Upkeep;

public sealed class InstalledBuildTests
{
    private const string Page = "docs/deploy/README.md";
    private const string Target = "/opt/gatehouse";

    [Fact]
    public async Task What_the_page_builds_is_compiled_beforehand_answers_and_leaves_the_sources_as_they_are()
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        try
        {
            var sources = Path.Combine(folder, "sources");
            var installed = Path.Combine(folder, "installed");
            await CopySourcesAsync(sources);
            var locked = await LocksAsync(sources);
            Assert.NotEmpty(locked);

            var command = Assert.Single(await DocumentPage.BlocksAsync(Page, "sh"));
            Assert.Contains(Target, command, StringComparison.Ordinal);
            var said = await BuildAsync(sources, command.Replace(Target, installed, StringComparison.Ordinal));

            var own = Directory.Exists(installed) ? Directory.GetFiles(installed, "*atehouse*.dll") : [];
            Assert.True(own.Length > 5, said);
            Assert.All(own, library => Assert.True(IsCompiled(library), library));
            Assert.Equal(locked, await LocksAsync(sources));
            await AnswersAsync(folder, Path.Combine(installed, "gatehouse.dll"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A copy: a build in the sources themselves would replace what other tests run.
    private static Task<string> CopySourcesAsync(string target) =>
        Shell.RunAsync(
            $"mkdir '{target}' && cd '{IdentityProviderTests.Root()}' && "
                + "tar -c --exclude=bin --exclude=obj --exclude=./.git --exclude=./tests --exclude=./bench . | "
                + $"tar -x -C '{target}'"
        );

    // Other tests go first, and nothing stays behind that would build the next one sooner.
    private static Task<string> BuildAsync(string sources, string command) =>
        Shell.RunAsync(
            $"cd '{sources}' && export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1 "
                + $"DOTNET_CLI_USE_MSBUILD_SERVER=0 && renice -n 15 $$ >/dev/null && {{ {command} }} 2>&1"
        );

    private static async Task<Dictionary<string, string>> LocksAsync(string sources)
    {
        var locks = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(sources, "src"),
                "packages.lock.json",
                new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }
            )
        )
        {
            locks.Add(file, await File.ReadAllTextAsync(file));
        }

        return locks;
    }

    private static bool IsCompiled(string library)
    {
        using var file = new PEReader(File.OpenRead(library));
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static async Task AnswersAsync(string folder, string program)
    {
        var address = new Uri($"http://127.0.0.1:{RunningGateway.FreePort()}");
        using var process = GatehouseProgram.Start(
            ["serve", "--listen", address.ToString(), "--data", Path.Combine(folder, "data")],
            folder,
            program: program
        );
        try
        {
            Assert.StartsWith(
                "Gatehouse listens",
                await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)),
                StringComparison.Ordinal
            );
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(address)).StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
