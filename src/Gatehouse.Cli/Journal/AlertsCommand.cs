using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Seeing;

namespace Gatehouse.Cli.Journal;

/// <summary><c>gatehouse denials alerts</c>: when far more was refused than before, and why.</summary>
internal static class AlertsCommand
{
    public static Command Create()
    {
        var since = new Option<string>("--since")
        {
            Description = "How far back, as 7d",
            HelpName = "D",
            DefaultValueFactory = _ => "30d",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array of the alerts" };
        var command = new Command(
            "alerts",
            "Lists alerts: when far more was refused than before, and why.\n\nExample: gatehouse denials alerts --since 7d"
        )
        {
            since,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var journal = await store.OpenJournalAsync(parsed, token);
                var alerts = await journal.AlertsAsync(DenialsCommand.Ago(parsed.GetRequiredValue(since)), token);
                if (parsed.GetValue(json))
                {
                    Output.Json(alerts.Select(Facts));
                    return ExitCode.Fine;
                }

                Output.Table(
                    ["WHEN", "COUNT", "EXPECTED", "WHAT"],
                    alerts.Select(alert =>
                        (string[])
                            [
                                Output.Instant(alert.At),
                                alert.Count.ToString(CultureInfo.InvariantCulture),
                                alert.Expected.ToString(CultureInfo.InvariantCulture),
                                alert.Summary,
                            ]
                    )
                );
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static object Facts(Alert alert) =>
        new
        {
            alert.Id,
            alert.At,
            Kind = alert.Kind == AlertKind.SignIns ? "sign-ins" : "refusals",
            alert.Rule,
            alert.Summary,
            alert.Count,
            alert.Expected,
            alert.Causes,
            alert.Routes,
            alert.Addresses,
        };
}
