using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Refused, renewed, refused again with the new token, and so on: the refusal has nothing to do with the token's age.</summary>
[Names("access.reported-as-401", "token.refresh-reused", "token.audience-mismatch")]
internal sealed class RefreshStormRule : LogRule
{
    private const int Least = 3;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var rounds = 0;
        var failed = 0;
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var served = 0;
        foreach (var caller in findings.Requests.GroupBy(request => request.Address, StringComparer.Ordinal).Take(5000))
        {
            LogEntry? renewed = null;
            LogEntry? refused = null;
            foreach (var request in caller)
            {
                if (LogPaths.IsRenewal(request.Path))
                {
                    renewed = request.IsSuccess && refused is not null ? request : null;
                    failed += request.Status is 400 or 401 or 403 ? 1 : 0;
                }
                else if (request.Status == 401)
                {
                    if (renewed is not null && request.Path == refused?.Path && Near(renewed, request))
                    {
                        rounds++;
                        paths.Add(request.Path);
                    }

                    (renewed, refused) = (null, request);
                }
                else if (request.IsSuccess && !LogPaths.IsSignIn(request.Path))
                {
                    served++;
                }
            }
        }

        if (rounds >= Least)
        {
            yield return new Clue(
                served > 0 ? Causes.Access.ReportedAs401 : Causes.Token.AudienceMismatch,
                served > 0 ? Strength.Decisive : Strength.Moderate,
                $"{rounds} times a token was renewed with success and the new one refused at once on {paths.Order(StringComparer.Ordinal).First()}: the refusal is not about the token's age"
            )
            {
                Remedy =
                    $"Answer 403 where a permission is missing; in the caller, renew once for a request and never for the sign-in or renewal itself",
            };
            if (served == 0)
            {
                yield return new Clue(
                    Causes.Access.ReportedAs401,
                    Strength.Strong,
                    $"{rounds} times a new token was refused at once"
                );
            }
        }
        else if (
            failed >= 2 * Least
            && AreMost(failed, findings.Requests.Count(request => LogPaths.IsRenewal(request.Path)), 70)
        )
        {
            yield return new Clue(
                Causes.Token.RefreshReused,
                Strength.Moderate,
                $"{failed} renewals of tokens were refused"
            );
        }
    }

    private static bool Near(LogEntry one, LogEntry next) =>
        one.At is not { } at || next.At is not { } then || then - at <= TimeSpan.FromSeconds(10);
}
