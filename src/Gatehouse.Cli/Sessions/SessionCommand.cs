using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Cli.Sessions;

/// <summary><c>gatehouse session</c>: who is signed in, and the end of it.</summary>
internal static class SessionCommand
{
    public static Command Create() =>
        new("session", "Lists and ends sign-ins.\n\nExample: gatehouse session list alice") { List(), End() };

    private static Command List()
    {
        var user = new Argument<string?>("USER")
        {
            Description = "Whose sessions; everybody's without it",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "Lists the sessions in force.\n\nExample: gatehouse session list alice")
        {
            user,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var limits = store.Configuration(parsed).Session;
                var rules = new SessionRules { Idle = limits.Idle, Absolute = limits.Absolute };
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var name = parsed.GetValue(user) is { } given ? UserNames.Canonical(given) : null;
                if (name is not null && await opened.FindUserAsync(name, token) is null)
                {
                    throw new CommandException($"There is no user {name}.");
                }

                var now = TimeProvider.System.GetUtcNow();
                var sessions = (await opened.ListSessionsAsync(name, token)).Where(session =>
                    rules.EndOf(session, now) is null
                );
                if (parsed.GetValue(json))
                {
                    Output.Json(
                        sessions.Select(session => new
                        {
                            session.Id,
                            User = session.UserName,
                            Started = session.StartedAt,
                            LastUsed = session.LastUsedAt,
                            session.Address,
                            session.Browser,
                            session.Provider,
                        })
                    );
                }
                else
                {
                    Output.Table(
                        ["ID", "USER", "SINCE", "LAST USED", "FROM", "BROWSER", "BY"],
                        sessions.Select(session =>
                            (string[])
                                [
                                    session.Id,
                                    session.UserName,
                                    Output.Instant(session.StartedAt),
                                    Output.Instant(session.LastUsedAt),
                                    session.Address,
                                    session.Browser,
                                    session.Provider ?? "password",
                                ]
                        )
                    );
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command End()
    {
        var id = new Argument<string?>("ID") { Description = "The session's id", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<string?>("--all") { Description = "All sessions of this user", HelpName = "USER" };
        var command = new Command(
            "end",
            "Ends a session, or all of a user's; it is seen at the next request.\n\nExample: gatehouse session end --all alice"
        )
        {
            id,
            all,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var (one, whose) = (parsed.GetValue(id), parsed.GetValue(all));
                if (one is null == whose is null)
                {
                    throw new CommandException("Name either a session's ID or --all USER.", ExitCode.Usage);
                }

                await using var opened = await store.OpenStoreAsync(parsed, token);
                if (one is not null)
                {
                    return await opened.EndSessionAsync(one, SessionEnd.EndedByOperator, token)
                        ? Ended(1)
                        : throw new CommandException($"There is no session {one} in force.");
                }

                var name = UserNames.Canonical(whose!);
                var user =
                    await opened.FindUserAsync(name, token) ?? throw new CommandException($"There is no user {name}.");
                return Ended(await opened.EndSessionsAsync(user.Id, butId: null, SessionEnd.EndedByOperator, token));
            }
        );
        return command;
    }

    private static int Ended(int count)
    {
        Output.Line(string.Create(CultureInfo.InvariantCulture, $"Ended: {count}"));
        return ExitCode.Fine;
    }
}
