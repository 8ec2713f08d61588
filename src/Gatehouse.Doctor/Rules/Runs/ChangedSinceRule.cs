using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Runs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Runs;

/// <summary>What was granted earlier is refused now: what has changed between.</summary>
[Names("token.expired", "session.expired-idle", "session.unknown", "server.configuration", "replica.inconsistent")]
internal sealed class ChangedSinceRule : Rule
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moments = TimeSpan.FromMinutes(10);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (RunPair.In(file) is not { Refused: { Main.Answer: not null } refused, Granted: { } granted } pair)
        {
            yield break;
        }

        if (pair is { SameMachine: true, SameServer: not false } && pair.SameToken != false && pair.Apart < Moments)
        {
            yield return new Clue(
                Causes.Replica.Inconsistent,
                Strength.Moderate,
                $"One machine sent the same request twice within minutes: once it was granted, once it was refused"
            );
        }

        if (refused.When - granted.When < Shortest)
        {
            yield break;
        }

        if (pair.SameToken is { } same)
        {
            if (same && refused.Token!.Expires is { } ends && ends > granted.When && ends <= refused.When)
            {
                yield return Since(
                    Causes.Token.Expired,
                    Strength.Decisive,
                    $"The token was granted at {granted.When:yyyy-MM-dd HH:mm:ss}, ended at {ends:yyyy-MM-dd HH:mm:ss} and was refused at {refused.When:yyyy-MM-dd HH:mm:ss}"
                );
            }
        }
        else if (refused.Main.Answer.Status == 401 && pair.SameMachine != false && pair.SameServer != false)
        {
            foreach (var cause in Ended(refused.Main))
            {
                yield return Since(
                    cause,
                    Strength.Moderate,
                    $"What was granted at {granted.When:yyyy-MM-dd HH:mm:ss} was refused at {refused.When:yyyy-MM-dd HH:mm:ss}"
                );
            }
        }

        if (
            pair.SameServer != false
            && Software(refused.Main) is { } now
            && Software(granted.Main!) is { } before
            && now != before
        )
        {
            yield return new Clue(
                Causes.Server.Configuration,
                Strength.Moderate,
                $"The server said it was {before} when it granted the request, and says {now} now that it refuses it"
            );
        }
    }

    private static Clue Since(Cause cause, Strength strength, FormattableString because) =>
        new(cause, strength, because) { Question = $"Does a sign-in or token that was obtained just now work" };

    // A password and a key do not end by themselves.
    private static Cause[] Ended(Exchange refused) =>
        refused.Request?.Headers is not { } headers ? []
        : headers.Has("Cookie") ? [Causes.Session.ExpiredIdle, Causes.Session.Unknown]
        : headers["Authorization"]?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true
            ? [Causes.Token.Expired]
        : [];

    private static string? Software(Exchange exchange) => exchange.Answer?.Headers["Server"];
}
