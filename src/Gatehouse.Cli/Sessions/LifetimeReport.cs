using System.Globalization;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Cli.Sessions;

/// <summary>Compares how long sessions lasted with how long they might have, and names what cuts them short.</summary>
internal static class LifetimeReport
{
    public static void Print(IReadOnlyList<SessionLifetimes> lifetimes, TimeSpan idle, TimeSpan absolute)
    {
        if (lifetimes.Count == 0)
        {
            return;
        }

        Output.Line();
        Output.Line($"Sessions may last {Text(absolute)}, and {Text(idle)} unused. Those that ended:");
        Output.Table(
            ["ENDED BY", "COUNT", "SHORTEST", "MEAN", "LONGEST"],
            lifetimes.Select(each =>
                (string[])
                    [
                        each.EndedBy.ToName(),
                        each.Count.ToString(CultureInfo.InvariantCulture),
                        Text(each.Shortest),
                        Text(each.Mean),
                        Text(each.Longest),
                    ]
            )
        );
        Output.Line(Verdict(lifetimes, absolute));
    }

    /// <summary>The one sentence that an operator looks for.</summary>
    public static string Verdict(IReadOnlyList<SessionLifetimes> lifetimes, TimeSpan absolute)
    {
        var most = lifetimes.MaxBy(each => each.Count)!;
        var share = 100.0 * most.Count / lifetimes.Sum(each => each.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{share:0} % were ended by {Words(most.EndedBy)}, after {Text(most.Mean)} on average of {Text(absolute)}."
        );
    }

    private static string Words(SessionEnd end) =>
        end switch
        {
            SessionEnd.Idle => "the idle limit (session: idle)",
            SessionEnd.Absolute => "the longest lifetime (session: absolute)",
            SessionEnd.SignedOut => "the person, signing out",
            SessionEnd.EndedByPerson => "the person, from another session",
            SessionEnd.Replaced => "a new sign-in in the same browser",
            SessionEnd.PasswordChanged => "a change of the password",
            SessionEnd.AccountClosed => "an operator who disabled or locked the account",
            SessionEnd.EndedByProvider => "the identity provider",
            _ => "an operator",
        };

    private static string Text(TimeSpan time) =>
        time.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
        : time.TotalDays < 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} d");
}
