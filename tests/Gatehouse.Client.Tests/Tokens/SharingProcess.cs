using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Client.Tests.Tokens;

/// <summary>Another process of this program that gets one token, and says which.</summary>
public sealed class SharingProcess
{
    private const string Endpoint = "GATEHOUSE_TEST_TOKEN_ENDPOINT";
    private const string Place = "GATEHOUSE_TEST_SHARED_IN";
    private const string Kind = "GATEHOUSE_TEST_SHARED_BY";
    private const string Said = "GATEHOUSE_TEST_SAID_IN";

    [Fact(Explicit = true)]
    public async Task Gets_a_token_as_another_process()
    {
        if (Environment.GetEnvironmentVariable(Endpoint) is not { } endpoint)
        {
            Assert.Skip("This is what another process runs.");
            return;
        }

        using var keeper = Keeper(
            new Uri(endpoint),
            Environment.GetEnvironmentVariable(Kind)!,
            Environment.GetEnvironmentVariable(Place)!
        );
        var token = await keeper.GetAsync(default);
        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable(Said)!, Name(token));
    }

    internal static ITokenKeeper Keeper(Uri endpoint, string kind, string place)
    {
        var options = new BearerOptions()
            .From(endpoint)
            .ClientCredentials(KeeperTrial.ClientId, KeeperTrial.ClientSecret);
        _ =
            kind == "file"
                ? options.ShareInFile(place)
                : options.ShareThrough(new FolderCache(place), SHA256.HashData("a key"u8));
        return options.CreateKeeper(
            new SchemeContext
            {
                Client = "orders",
                Origins = [new Uri("https://orders.example")],
                Clock = TimeProvider.System,
                Logger = NullLogger.Instance,
                Backchannel = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }),
            }
        );
    }

    internal static string Name(AccessToken token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token.Value)));

    internal static Process Start(Uri endpoint, string kind, string place, string said)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (
            var argument in (string[])
                [
                    typeof(SharingProcess).Assembly.Location,
                    "-explicit",
                    "only",
                    "-method",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{typeof(SharingProcess).FullName}.{nameof(Gets_a_token_as_another_process)}"
                    ),
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Endpoint] = endpoint.AbsoluteUri;
        start.Environment[Kind] = kind;
        start.Environment[Place] = place;
        start.Environment[Said] = said;
        return Process.Start(start)!;
    }
}
