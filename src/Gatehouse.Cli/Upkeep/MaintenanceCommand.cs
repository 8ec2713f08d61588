using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Maintenance;

namespace Gatehouse.Cli.Upkeep;

/// <summary><c>gatehouse maintenance</c>: closes the site, or a route, while somebody works on what stands behind it.</summary>
internal static class MaintenanceCommand
{
    public static Command Create() =>
        new(
            "maintenance",
            "Closes the site or a route with 503 and a page, and opens it again; sign-ins survive it.\n\nExample: gatehouse maintenance on --until 2h"
        )
        {
            On(),
            Off(),
            Status(),
        };

    private static Command On()
    {
        var route = Route("The route to close, as `gatehouse try --all-routes` names it; the whole site without it");
        var until = new Option<string?>("--until")
        {
            Description = "When it opens by itself: 2h, 04:30 or 2026-11-22T04:30:00Z; without it, when you say so",
            HelpName = "T",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "on",
            "Answers 503 with Retry-After from the next request on.\n\nExample: gatehouse maintenance on --route \"/api/**\" --until 30m"
        )
        {
            route,
            until,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var end = parsed.GetValue(until) is { } given ? Instants.Ahead(given, now) : (DateTimeOffset?)null;
                var name = parsed.GetValue(route) is { } named ? Known(named, store, parsed) : null;
                await using var opened = await store.OpenStoreAsync(parsed, token);
                await opened.BeginMaintenanceAsync(name, end, token);
                Print(await opened.ListMaintenanceAsync(token), now, parsed.GetValue(json));
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Off()
    {
        var route = Route("The route to open; everything without it");
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("off", "Opens what was closed.\n\nExample: gatehouse maintenance off")
        {
            route,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var named = parsed.GetValue(route);
                if (await opened.EndMaintenanceAsync(named, token) == 0 && named is not null)
                {
                    throw new CommandException(
                        $"No works were announced on {named}: `gatehouse maintenance status` tells on what."
                    );
                }

                Print(await opened.ListMaintenanceAsync(token), TimeProvider.System.GetUtcNow(), parsed.GetValue(json));
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Status()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "status",
            "Tells what is closed; exit code 1 where something is.\n\nExample: gatehouse maintenance status"
        )
        {
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var now = TimeProvider.System.GetUtcNow();
                return Print(await opened.ListMaintenanceAsync(token), now, parsed.GetValue(json))
                    ? ExitCode.Wrong
                    : ExitCode.Fine;
            }
        );
        return command;
    }

    private static Option<string?> Route(string description) =>
        new("--route") { Description = description, HelpName = "R" };

    // Where a configuration was named, a route that is not in it is a slip of the pen, and would close nothing.
    private static string Known(string named, StoreOptionsOnCommand store, ParseResult parsed)
    {
        if (!store.NamesConfiguration(parsed))
        {
            return named;
        }

        var routes = store.Configuration(parsed).Routes;
        return routes.Any(route => route.Name == named)
            ? named
            : throw new CommandException(
                $"There is no route {named}. The routes are: {string.Join(", ", routes.Select(route => route.Name).Distinct(StringComparer.Ordinal))}."
            );
    }

    private static bool Print(IReadOnlyList<MaintenancePeriod> all, DateTimeOffset now, bool json)
    {
        var periods = all.Where(period => period.Until is not { } until || until > now).ToArray();
        if (json)
        {
            Output.Json(
                periods.Select(period => new
                {
                    period.Route,
                    period.Since,
                    period.Until,
                })
            );
        }
        else if (periods.Length == 0)
        {
            Output.Line("Nothing is closed.");
        }
        else
        {
            foreach (var period in periods)
            {
                var what = period.Route is { } route ? $"The route {route}" : "The whole site";
                var end = period.Until is { } until
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"until {Output.Instant(until)}, {(long)Math.Ceiling((until - now).TotalMinutes)} minutes from now"
                    )
                    : "until `gatehouse maintenance off`";
                Output.Line($"{what} is closed since {Output.Instant(period.Since)}, {end}.");
            }
        }

        return periods.Length > 0;
    }
}
