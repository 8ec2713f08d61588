using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>After a restart those who were served before are refused, until they sign in anew: the key of their sessions or tokens did not outlive it.</summary>
[Names("session.unreadable", "token.key-unknown", "session.unknown")]
internal sealed class SessionsLostRule : LogRule
{
    private const int Least = 2;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        foreach (var restart in LogRestarts.In(findings))
        {
            var served = new HashSet<string>(StringComparer.Ordinal);
            var refused = new HashSet<string>(StringComparer.Ordinal);
            var signedIn = new HashSet<string>(StringComparer.Ordinal);
            var cured = new HashSet<string>(StringComparer.Ordinal);
            var kept = new HashSet<string>(StringComparer.Ordinal);
            foreach (var request in findings.Requests)
            {
                var caller = $"{request.Address} {request.Agent}";
                if (request.At < restart)
                {
                    if (request.IsSuccess && !LogPaths.IsSignIn(request.Path))
                    {
                        served.Add(caller);
                    }
                }
                else if (request is { Status: 401 or 403, User.Length: 0 })
                {
                    refused.Add(caller);
                }
                else if (request.IsSuccess && LogPaths.IsSignIn(request.Path))
                {
                    signedIn.Add(caller);
                }
                else if (request.IsSuccess && refused.Contains(caller))
                {
                    cured.Add(caller);
                }
                else if (request.IsSuccess)
                {
                    kept.Add(caller);
                }
            }

            var before = refused.Count(served.Contains);
            if (before < Least || before <= kept.Count(caller => served.Contains(caller) && !refused.Contains(caller)))
            {
                continue;
            }

            var healed = cured.Count(caller => signedIn.Contains(caller));
            yield return new Clue(
                Causes.Session.Unreadable,
                healed > 0 ? Strength.Decisive : Strength.Strong,
                $"After the restart at {Told(restart)} {before} callers who were served before are refused; {healed} of them are served again after signing in"
            )
            {
                Remedy =
                    $"Keep the key of sessions and tokens outside the process (key ring, SECRET_KEY, APP_KEY, machineKey), the same on all servers",
            };
            yield return new Clue(
                Causes.Token.KeyUnknown,
                Strength.Moderate,
                $"After the restart at {Told(restart)} tokens of {before} callers are refused"
            );
        }
    }
}
