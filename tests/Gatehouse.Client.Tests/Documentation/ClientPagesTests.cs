using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Lab;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Client.Tests.Documentation;

/// <summary>Every sample of the client's pages: compiled as its readers would, run against the lab, and held to what it says it prints.</summary>
public sealed partial class ClientPagesTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("client-pages").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_sample_prints_what_it_says()
    {
        await using var lab = await LabClient.StartAsync();
        await using var bound = await LocalSite.StartAsync(BoundAsync);
        var samples = Pages().SelectMany(SamplesOf).ToList();
        await WriteProjectAsync(samples, lab, bound);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "authority.pem"),
            await lab.HandAsync("authority.pem"),
            Token
        );
        await RunAsync("dotnet", "build", "-c", "Release", "--nologo", "-v", "q", "-nodeReuse:false", "-o", "out");

        foreach (var sample in samples)
        {
            var printed = await RunAsync(
                Path.Combine(_folder, "out", "Samples"),
                samples.IndexOf(sample).ToString(System.Globalization.CultureInfo.InvariantCulture)
            );

            var expected = sample.Prints.Select(text => Localized(text, lab));
            Assert.Equal((sample.Name, string.Join('\n', expected)), (sample.Name, printed.Trim()));
        }
    }

    [Fact]
    public void Every_way_has_a_page_and_every_page_is_linked()
    {
        var main = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "client.md"));
        foreach (var page in Pages().Where(page => Path.GetFileName(Path.GetDirectoryName(page)) == "client"))
        {
            Assert.Contains($"(client/{Path.GetFileName(page)})", main, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Path.Combine(RepositoryFolder.Root, "docs", "client"), "*.md")
            .Order(StringComparer.Ordinal)
            .Prepend(Path.Combine(RepositoryFolder.Root, "docs", "client.md"))
            .Append(Path.Combine(RepositoryFolder.Root, "src", "Gatehouse.Client", "README.md"));

    private static IEnumerable<Sample> SamplesOf(string page) =>
        Block()
            .Matches(File.ReadAllText(page))
            .Select(
                (block, index) =>
                    new Sample(
                        $"{Path.GetFileNameWithoutExtension(page)} {index + 1}",
                        block.Groups["text"].Value,
                        [.. Prints().Matches(block.Groups["text"].Value).Select(match => match.Groups["text"].Value)]
                    )
            );

    private async Task WriteProjectAsync(List<Sample> samples, LabClient lab, LocalSite bound)
    {
        var here = AppContext.BaseDirectory;
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "Samples.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Reference Include="{here}Gatehouse.Client.dll" />
                <Reference Include="{here}Gatehouse.Protocol.dll" />
                <Reference Include="{here}Polly.Core.dll" />
              </ItemGroup>
            </Project>
            """,
            Token
        );
        // What stands above it would be built in.
        await File.WriteAllTextAsync(Path.Combine(_folder, "Directory.Build.props"), "<Project />", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Directory.Packages.props"), "<Project />", Token);

        var main = new StringBuilder("switch (args[0])\n{\n");
        for (var i = 0; i < samples.Count; i++)
        {
            main.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"    case \"{i}\": await Sample{i}.Page.RunAsync(); break;"
            );
            await File.WriteAllTextAsync(
                Path.Combine(_folder, $"Sample{i}.cs"),
                Wrapped(i, await SubstitutedAsync(samples[i].Text, lab, bound)),
                Token
            );
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "Program.cs"), main.Append("}\n").ToString(), Token);
    }

    // Top-level statements as the body of a method; types that stand behind them beside it.
    private static string Wrapped(int number, string text)
    {
        var lines = text.Split('\n');
        var usings = lines
            .TakeWhile(line =>
                line.StartsWith("using ", StringComparison.Ordinal)
                && line.EndsWith(';')
                && !line.Contains('=', StringComparison.Ordinal)
            )
            .ToList();
        var type = Array.FindIndex(lines, line => line.StartsWith("sealed class ", StringComparison.Ordinal));
        var statements = lines[usings.Count..(type < 0 ? lines.Length : type)];
        return $$"""
            {{string.Join('\n', usings)}}

            namespace Sample{{number}};

            static class Page
            {
                public static async Task RunAsync()
                {
                    await Task.CompletedTask;
            {{string.Join('\n', statements)}}
                }
            }

            {{(type < 0 ? "" : string.Join('\n', lines[type..]))}}
            """;
    }

    private async Task<string> SubstitutedAsync(string text, LabClient lab, LocalSite bound)
    {
        var key = await lab.HandAsync("key");
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["/run/secrets/orders-key"] = key + "\n",
            ["/var/run/secrets/tokens/orders"] = await lab.HandAsync("token") + "\n",
            ["/etc/orders/client.pem"] = await lab.HandAsync("certificates/alice.pem"),
        };
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(_folder, Path.GetFileName(path) + ".secret");
            await File.WriteAllTextAsync(file, content, Token);
            text = text.Replace(path, file, StringComparison.Ordinal);
        }

        return Localized(text, lab)
            .Replace("https://bound.example", bound.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("/run/orders/token", Path.Combine(_folder, "shared-token"), StringComparison.Ordinal)
            .Replace("Environment.GetEnvironmentVariable(\"ORDERS_KEY\")", $"\"{key}\"", StringComparison.Ordinal)
            .Replace(
                "Environment.GetEnvironmentVariable(\"REFRESH_TOKEN\")",
                $"\"{await lab.HandAsync("token?kind=refresh")}\"",
                StringComparison.Ordinal
            )
            .Replace(
                "Environment.GetEnvironmentVariable(\"INCOMING_TOKEN\")",
                $"\"{await lab.HandAsync("token")}\"",
                StringComparison.Ordinal
            );
    }

    // A provider that binds its tokens, and a resource that wants them so.
    private static Task BoundAsync(HttpContext context)
    {
        if (context.Request.Path == "/token")
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"access_token":"bound","token_type":"DPoP","expires_in":600}""");
        }

        var isProved =
            context.Request.Headers.ContainsKey("DPoP") && context.Request.Headers.Authorization == "DPoP bound";
        context.Response.StatusCode = isProved ? 200 : 401;
        return Task.CompletedTask;
    }

    private static string Localized(string text, LabClient lab) =>
        text.Replace("https://orders.example/", lab.Lab.Url.ToString(), StringComparison.Ordinal)
            .Replace("https://orders.example", lab.Lab.Url.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace(
                "https://secure.example",
                lab.Lab.AddressOf(LabPlace.TlsClient).ToString().TrimEnd('/'),
                StringComparison.Ordinal
            )
            .Replace("https://idp.example", lab.Lab.Url + "idp", StringComparison.Ordinal);

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // The lab's authority, whom no machine trusts by itself.
        start.Environment["SSL_CERT_FILE"] = Path.Combine(_folder, "authority.pem");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }

    [GeneratedRegex(
        "^```csharp\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Block();

    [GeneratedRegex("// prints (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prints();

    private sealed record Sample(string Name, string Text, IReadOnlyList<string> Prints);
}
