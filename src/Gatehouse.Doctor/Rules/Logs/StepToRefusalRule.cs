using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>
/// From one moment on everybody is refused who was served before: then it is no one's password. What the server asks is
/// away (the time to the refusal jumps to a timeout or to nothing), or what it checks with was lost or replaced.
/// </summary>
[Names(
    "provider.outage-as-401",
    "session.unreadable",
    "token.key-unknown",
    "certificate.expired",
    "server.user-file-unusable"
)]
internal sealed class StepToRefusalRule : LogRule
{
    private static readonly double[] RoundTimeouts = [1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120];

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        if (findings.Run is not { } run || LogRestarts.Before(findings, run.Onset) is not null)
        {
            yield break;
        }

        var since = Told(run.Onset);
        if (run is { Seconds: { } now, SecondsBefore: { } earlier })
        {
            if (
                now >= 0.9
                && now >= 3 * earlier
                && Array.Exists(RoundTimeouts, round => Math.Abs(now - round) <= 0.1 * round)
            )
            {
                yield return new Clue(
                    Causes.Provider.OutageAs401,
                    Strength.Decisive,
                    $"Since {since} all {run.Refusals.Count} requests of {run.Callers} callers are refused, each after about {now:0.##} s where {earlier:0.###} s was usual: something that the server asks does not answer"
                );
                yield break;
            }

            if (now <= earlier / 5 && earlier >= 0.02)
            {
                yield return Outage(run, Strength.Strong, $"at once ({now:0.###} s) where {earlier:0.###} s was usual");
                yield break;
            }
        }

        if (run.Refusals.Count(refusal => refusal.User.Length > 0) * 2 > run.Refusals.Count)
        {
            yield return Outage(run, Strength.Strong, $"though each gives a name and password of its own");
            yield return new Clue(
                Causes.Server.UserFileUnusable,
                Strength.Moderate,
                $"Since {since} every user is refused: the server's list of users may have been replaced or damaged then"
            );
            yield break;
        }

        var wholeHour = run.Onset is { Minute: 0, Second: < 30 };
        yield return Outage(run, Strength.Moderate, $"whoever sends them");
        yield return new Clue(
            Causes.Token.KeyUnknown,
            Strength.Moderate,
            $"Since {since} all requests of {run.Callers} callers are refused: the keys that tokens are signed with may have been replaced then"
        );
        yield return new Clue(
            Causes.Session.Unreadable,
            Strength.Weak,
            $"Since {since} all requests of {run.Callers} callers are refused: the key of the session cookies may have been lost then"
        );
        if (wholeHour)
        {
            yield return new Clue(
                Causes.Certificate.Expired,
                Strength.Moderate,
                $"It began on the full hour, {since}: that is when certificates, keys and licences expire"
            );
        }
    }

    private static Clue Outage(RefusalRun run, Strength strength, FormattableString how) =>
        new(
            Causes.Provider.OutageAs401,
            strength,
            $"Since {Told(run.Onset)} all {run.Refusals.Count} requests of {run.Callers} callers ({run.ServedBefore} of them served before) are refused, {how}"
        )
        {
            Question =
                $"What changed on the server at {Told(run.Onset)}: a deploy, a key, a certificate, or the directory or issuer that it asks?",
        };
}
