using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Sample;
using Gatehouse.Gateway.Serving;
using Gatehouse.Storage;

namespace Gatehouse.Cli.Serving;

/// <summary><c>gatehouse serve</c>: the gateway, in front of a site of one's own or of a small sample.</summary>
internal static class ServeCommand
{
    private const string AdminPassword = "GATEHOUSE_ADMIN_PASSWORD";

    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "The configuration file", HelpName = "FILE" };
        var upstream = new Option<string?>("--upstream")
        {
            Description = "The site to protect: everything on it needs a sign-in",
            HelpName = "URL",
        };
        var listen = new Option<string[]>("--listen")
        {
            Description = "Where to listen (default: http://127.0.0.1:8080)",
            HelpName = "URL",
        };
        var data = new Option<string?>("--data")
        {
            Description = "The data folder (default: ./data)",
            HelpName = "DIR",
        };
        var command = new Command(
            "serve",
            "Runs the gateway; without options in front of a sample site.\n\nExample: gatehouse serve --upstream http://127.0.0.1:3000"
        )
        {
            config,
            upstream,
            listen,
            data,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                var file = parsed.GetValue(config);
                if (file is not null && parsed.GetValue(upstream) is not null)
                {
                    throw new CommandException(
                        "--config and --upstream cannot both be given: name the upstream in the file.",
                        ExitCode.Usage
                    );
                }

                await using var sample =
                    file is null && parsed.GetValue(upstream) is null ? await SampleSite.StartAsync(token) : null;
                var configuration = file is not null
                    ? ConfigurationFiles.Read(file)
                    : GatehouseConfiguration.Sample(
                        parsed.GetValue(upstream) is { } site ? Address(site) : sample!.Address,
                        Addresses(parsed.GetValue(listen)),
                        parsed.GetValue(data)
                    );
                configuration = Overridden(
                    configuration,
                    file is null ? [] : Addresses(parsed.GetValue(listen)),
                    file is null ? null : parsed.GetValue(data)
                );
                await RunAsync(configuration, file, token);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static GatehouseConfiguration Overridden(GatehouseConfiguration configuration, Uri[] listen, string? data)
    {
        if (listen.Length > 0)
        {
            configuration = configuration with { Listen = listen };
        }

        return data is null ? configuration : configuration with { DataDirectory = Path.GetFullPath(data) };
    }

    private static Uri[] Addresses(string[]? texts) => [.. (texts ?? []).Select(Address)];

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new CommandException($"{text} is no address of the form http://127.0.0.1:3000.", ExitCode.Usage);

    private static async Task RunAsync(GatehouseConfiguration configuration, string? file, CancellationToken token)
    {
        var password = await MakeAdminAsync(configuration.DataDirectory, token);
        await using var server = await GatewayServer.StartAsync(
            new GatewayServerOptions
            {
                Configuration = configuration,
                ConfigurationFile = file is null ? null : Path.GetFullPath(file),
                Log = static line => Terminal.Error.WriteLine(line),
            },
            token
        );
        using var reload = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            context =>
            {
                context.Cancel = true;
                server.Reload();
            }
        );
        using var hurry = new CancellationTokenSource();
        var told = new TaskCompletionSource<PosixSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminated = OnSignal(PosixSignal.SIGTERM, told, hurry);
        using var interrupted = OnSignal(PosixSignal.SIGINT, told, hurry);
        Greet(server, password, file is null);
        var signal = await told.Task.WaitAsync(token);
        await Terminal.Error.WriteLineAsync("Stopping: what is under way may end; a second signal ends it at once.");
        await server.StopAsync(atOnce: signal == PosixSignal.SIGINT, hurry.Token);
    }

    // The first signal asks for the end, the second does not wait for it.
    private static PosixSignalRegistration OnSignal(
        PosixSignal signal,
        TaskCompletionSource<PosixSignal> told,
        CancellationTokenSource hurry
    ) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                if (!told.TrySetResult(signal))
                {
                    hurry.Cancel();
                }
            }
        );

    // The first user of a new store; without one nobody could ever come in.
    private static async Task<string?> MakeAdminAsync(string folder, CancellationToken token)
    {
        await using var store = await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = folder }, token);
        if ((await store.ListUsersAsync(token)).Count > 0)
        {
            return null;
        }

        var given = Environment.GetEnvironmentVariable(AdminPassword);
        var password = string.IsNullOrEmpty(given)
            ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10))
            : given;
        await store.AddUserAsync(new NewUser("admin", PasswordHash.Create(password), Email: null, ["admin"]), token);
        return string.IsNullOrEmpty(given) ? password : null;
    }

    private static void Greet(GatewayServer server, string? password, bool defaults)
    {
        foreach (var address in server.Addresses)
        {
            Output.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Gatehouse listens on {address.GetLeftPart(UriPartial.Authority)}"
                )
            );
        }

        if (password is not null)
        {
            Output.Line($"The user admin was made, with the password {password} (shown this once).");
        }

        if (defaults)
        {
            var address = server.Addresses[0].GetLeftPart(UriPartial.Authority);
            var shown =
                password
                ?? (
                    Environment.GetEnvironmentVariable(AdminPassword) is { Length: > 0 }
                        ? $"\"${AdminPassword}\""
                        : "PASSWORD"
                );
            Output.Line();
            Output.Line("Try:");
            Output.Line($"  curl -i {address}/");
            Output.Line($"  curl -i -u admin:{shown} {address}/");
            Output.Line($"  curl -i -u admin:wrong {address}/");
            Output.Line($"or open {address}/ in a browser, sign in as admin,");
            Output.Line("and then, with the reference of a refusal: gatehouse explain GH-...");
        }

        Terminal.Out.Flush();
    }
}
