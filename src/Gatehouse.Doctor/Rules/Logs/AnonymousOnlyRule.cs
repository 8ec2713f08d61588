using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>
/// A server that logs the names of those who sign in logged none with any refusal: the requests came without a name. Or
/// names stand with the refusals: then a password went along and was refused.
/// </summary>
[Names("credentials.missing", "credentials.rejected", "header.stripped-by-proxy")]
internal sealed class AnonymousOnlyRule : LogRule
{
    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var refused = findings
            .Refusals.Where(refusal => refusal is { Status: 401 } && refusal.Method != "OPTIONS")
            .ToList();
        if (refused.Count == 0 || findings.Run is not null)
        {
            yield break;
        }

        var named = refused.Count(refusal => refusal.User.Length > 0);
        var served = findings.Guarded.Count(request => request.IsSuccess && request.User.Length > 0);
        if (named == 0 && served > 0)
        {
            yield return new Clue(
                Causes.Credentials.Missing,
                Strength.Moderate,
                $"None of {refused.Count} refusals has a user's name, while {served} served requests of the same paths have: those came without credentials"
            );
        }
        else if (named > 0 && AreMost(named, refused.Count, 60))
        {
            yield return new Clue(
                Causes.Credentials.Rejected,
                Strength.Moderate,
                $"{named} of {refused.Count} refusals have a user's name: credentials went along and were not accepted"
            );
        }
        else if (named == 0)
        {
            yield return new Clue(
                Causes.Credentials.Missing,
                Strength.Weak,
                $"{refused.Count} requests were refused, none with a user's name"
            )
            {
                Question =
                    $"Did the refused requests carry credentials? The log does not say: repeat one with curl -v, or give its error log",
            };
        }
    }
}
