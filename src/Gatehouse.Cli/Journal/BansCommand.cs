using System.CommandLine;
using System.Globalization;
using System.Net;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Guessing;

namespace Gatehouse.Cli.Journal;

/// <summary><c>gatehouse denials bans</c>: the addresses that may not come, because they tried many users.</summary>
internal static class BansCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var all = new Option<bool>("--all")
        {
            Description = "Also those that ended within a week, which make a next one longer",
        };
        var command = new Command(
            "bans",
            "Lists the addresses that are banned for trying the names of many users.\n\nExample: gatehouse denials bans"
        )
        {
            json,
            all,
            Lift(),
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var now = TimeProvider.System.GetUtcNow();
                var bans = (await opened.ListBansAsync(token)).Where(ban => parsed.GetValue(all) || ban.IsInForce(now));
                if (parsed.GetValue(json))
                {
                    Output.Json(
                        bans.Select(ban => new
                        {
                            Address = ban.Subject,
                            ban.Since,
                            ban.Until,
                            ban.Times,
                            ban.Names,
                        })
                    );
                    return ExitCode.Fine;
                }

                Output.Table(
                    ["ADDRESS", "SINCE", "UNTIL", "TIMES", "NAMES"],
                    bans.Select(ban =>
                        (string[])
                            [
                                ban.Subject,
                                Output.Instant(ban.Since),
                                Output.Instant(ban.Until),
                                ban.Times.ToString(CultureInfo.InvariantCulture),
                                ban.Names.ToString(CultureInfo.InvariantCulture),
                            ]
                    )
                );
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Lift()
    {
        var address = new Argument<string>("ADDRESS") { Description = "An address or network" };
        var command = new Command(
            "lift",
            "Ends the bans of an address or of a whole network, on every process within two seconds.\n\nExample: gatehouse denials bans lift 203.0.113.7"
        )
        {
            address,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var text = parsed.GetRequiredValue(address);
                var network =
                    NetworkOf(text)
                    ?? throw new CommandException($"{text} is no address and no network.", ExitCode.Usage);
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var lifted = await opened.LiftBanAsync(network, token);
                Output.Line(
                    lifted switch
                    {
                        0 => throw new CommandException($"{text} is not banned.", ExitCode.Wrong),
                        1 => $"The ban of {text} is lifted.",
                        _ => string.Create(CultureInfo.InvariantCulture, $"{lifted} bans in {text} are lifted."),
                    }
                );
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static IPNetwork? NetworkOf(string text) =>
        IPAddress.TryParse(text, out var address) ? Ban.NetworkOf(address)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;
}
