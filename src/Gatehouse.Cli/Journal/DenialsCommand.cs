using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;
using Gatehouse.Cli.Sessions;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Cli.Journal;

/// <summary><c>gatehouse denials</c>: the journal of refusals.</summary>
internal static class DenialsCommand
{
    private static readonly TimeSpan FollowPace = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var since = new Option<string?>("--since") { Description = "How far back, as 1h", HelpName = "D" };
        var cause = new Option<string?>("--cause")
        {
            Description = "A cause's id, or a family as token.*",
            HelpName = "ID",
        };
        var user = new Option<string?>("--user") { Description = "A user's name", HelpName = "U" };
        var from = new Option<string?>("--from") { Description = "An address or network", HelpName = "ADDRESS" };
        var route = new Option<string?>("--route") { Description = "A route, by its path", HelpName = "R" };
        var limit = new Option<int>("--limit")
        {
            Description = "At most so many, the newest",
            HelpName = "N",
            DefaultValueFactory = _ => 100,
        };
        var follow = new Option<bool>("--follow") { Description = "Go on with what comes" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("denials", "Lists refusals.\n\nExample: gatehouse denials --since 1h --cause token.*")
        {
            since,
            cause,
            user,
            from,
            route,
            limit,
            follow,
            json,
            Stats(),
            BansCommand.Create(),
            AlertsCommand.Create(),
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var journal = await store.OpenJournalAsync(parsed, token);
                var query = new JournalQuery
                {
                    Since = parsed.GetValue(since) is { } back ? Ago(back) : null,
                    Cause = parsed.GetValue(cause),
                    User = parsed.GetValue(user) is { } name
                        ? UserName.TryCanonicalise(name, out var canonical)
                            ? canonical
                            : name
                        : null,
                    From = parsed.GetValue(from),
                    Route = parsed.GetValue(route),
                    Limit = Math.Clamp(parsed.GetValue(limit), 1, 100_000),
                };
                await PrintAsync(journal, query, parsed.GetValue(json), parsed.GetValue(follow), token);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Stats()
    {
        var since = new Option<string>("--since")
        {
            Description = "How far back, as 24h",
            HelpName = "D",
            DefaultValueFactory = _ => "24h",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array of the counts" };
        var cured = new Option<bool>("--cured")
        {
            Description = "Only what let clients through that had been refused, and how often",
        };
        var sessions = new Option<bool>("--sessions")
        {
            Description = "Only how long sign-ins lasted, and why they ended",
        };
        var command = new Command(
            "stats",
            "Counts refusals by cause, and compares how long sign-ins lasted with how long they might have.\n\n"
                + "Example: gatehouse denials stats --since 7d"
        )
        {
            since,
            cured,
            sessions,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var back = Ago(parsed.GetRequiredValue(since));
                await using var journal = await store.OpenJournalAsync(parsed, token);
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var counts = await journal.CountAsync(back, token);
                var cures = await journal.CuresAsync(back, cause: null, token);
                var lifetimes = await opened.SessionLifetimesAsync(back, token);
                if (parsed.GetValue(json))
                {
                    Output.Json(
                        parsed.GetValue(sessions) ? lifetimes.Select(Facts)
                        : parsed.GetValue(cured) ? CureReport.Facts(cures)
                        : counts
                    );
                    return ExitCode.Fine;
                }

                if (parsed.GetValue(cured))
                {
                    CureReport.Print(cures, withCause: true);
                    return ExitCode.Fine;
                }

                if (!parsed.GetValue(sessions))
                {
                    Output.Table(
                        ["CAUSE", "COUNT", "FIRST", "LAST"],
                        counts.Select(count =>
                            (string[])
                                [
                                    count.Cause,
                                    count.Count.ToString(CultureInfo.InvariantCulture),
                                    Output.Instant(count.First),
                                    Output.Instant(count.Last),
                                ]
                        )
                    );
                    CureReport.Print(cures, withCause: true);
                }

                var limits = store.Configuration(parsed).Session;
                LifetimeReport.Print(lifetimes, limits.Idle, limits.Absolute);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static object Facts(SessionLifetimes lifetimes) =>
        new
        {
            EndedBy = lifetimes.EndedBy.ToName(),
            lifetimes.Count,
            ShortestSeconds = (long)lifetimes.Shortest.TotalSeconds,
            MeanSeconds = (long)lifetimes.Mean.TotalSeconds,
            LongestSeconds = (long)lifetimes.Longest.TotalSeconds,
        };

    private static async Task PrintAsync(
        SqliteJournal journal,
        JournalQuery query,
        bool json,
        bool follow,
        CancellationToken token
    )
    {
        var entries = await journal.ReadAsync(query, token);
        if (json && !follow)
        {
            Output.Json(entries.Select(Facts));
            return;
        }

        if (!json)
        {
            Output.Line(
                $"{"WHEN", -20}  {"STATUS", -6}  {"CAUSE", -30}  {"FROM", -15}  {"USER", -12}  REQUEST  REFERENCE"
            );
        }

        while (true)
        {
            foreach (var stored in entries)
            {
                if (json)
                {
                    Output.Json(Facts(stored));
                }
                else
                {
                    PrintLine(stored.Entry);
                }

                query = query with { After = stored.Sequence };
            }

            if (!follow)
            {
                return;
            }

            await Task.Delay(FollowPace, TimeProvider.System, token);
            entries = await journal.ReadAsync(query, token);
        }
    }

    private static void PrintLine(JournalEntry entry) =>
        Output.Line(
            $"{Output.Instant(entry.At), -20}  {entry.Status, -6}  {entry.Cause.Id, -30}  {entry.Client, -15}  {entry.User ?? "-", -12}  {entry.Method} {entry.Target}  {entry.Reference}"
        );

    private static object Facts(StoredJournalEntry stored) =>
        new
        {
            stored.Entry.Reference,
            Cause = stored.Entry.Cause.Id,
            stored.Entry.Status,
            stored.Entry.At,
            stored.Entry.Node,
            stored.Entry.Method,
            stored.Entry.Host,
            stored.Entry.Target,
            stored.Entry.Route,
            stored.Entry.Client,
            stored.Entry.User,
            stored.Entry.Scheme,
            stored.Entry.CredentialTag,
            stored.Entry.UserAgent,
        };

    /// <summary>The instant so long ago.</summary>
    public static DateTimeOffset Ago(string text) =>
        Durations.TryRead(text, out var duration)
            ? TimeProvider.System.GetUtcNow() - duration
            : throw new CommandException($"{text} is no duration, as 1h, 30m or 7d.", ExitCode.Usage);
}
