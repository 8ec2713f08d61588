using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Whoever reads is served, whoever writes is refused: the proof against cross-site requests, or rights to read alone.</summary>
[Names("csrf.token-missing", "csrf.token-invalid", "access.method-denied", "token.scope-insufficient")]
internal sealed class UnsafeMethodsRule : LogRule
{
    private const int Least = 2;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var expired = findings.Refusals.Count(refusal => refusal.Status == 419);
        if (expired > 0 && AreMost(expired, findings.Refusals.Count, 50))
        {
            yield return new Clue(
                Causes.Csrf.TokenInvalid,
                Strength.Strong,
                $"{expired} requests were answered with 419: the proof against cross-site requests was missing or old"
            );
            yield return new Clue(
                Causes.Csrf.TokenMissing,
                Strength.Moderate,
                $"{expired} requests were answered with 419"
            );
            yield break;
        }

        var refused = findings.Refusals.Where(refusal => refusal.Method != "OPTIONS").ToList();
        var writes = refused.Where(refusal => IsUnsafe(refusal) && !LogPaths.IsSignIn(refusal.Path)).ToList();
        if (writes.Count < Least || !AreMost(writes.Count, refused.Count, 90))
        {
            yield break;
        }

        var writers = writes.Select(LogCallers.Of).ToHashSet(StringComparer.Ordinal);
        var read = findings.Requests.Count(request =>
            request.IsSuccess && request.Method is "GET" or "HEAD" && writers.Contains(LogCallers.Of(request))
        );
        var written = findings.Requests.Count(request =>
            request.IsSuccess && IsUnsafe(request) && !LogPaths.IsSignIn(request.Path)
        );
        if (read == 0 || written > writes.Count)
        {
            yield break;
        }

        var forbidden = writes.Count(refusal => refusal.Status == 403);
        if (forbidden * 2 >= writes.Count)
        {
            yield return new Clue(
                Causes.Csrf.TokenMissing,
                Strength.Strong,
                $"{forbidden} writing requests were answered with 403 while the same callers read with success {read} times"
            );
            yield return new Clue(
                Causes.Access.MethodDenied,
                Strength.Moderate,
                $"{forbidden} writing requests were refused while the same callers may read"
            );
        }
        else
        {
            yield return new Clue(
                Causes.Csrf.TokenMissing,
                Strength.Moderate,
                $"{writes.Count} writing requests were answered with 401 while the same callers read with success"
            );
            yield return new Clue(
                Causes.Token.ScopeInsufficient,
                Strength.Moderate,
                $"{writes.Count} writing requests were answered with 401 while the same callers read with success"
            );
        }
    }

    private static bool IsUnsafe(LogEntry request) => request.Method is "POST" or "PUT" or "PATCH" or "DELETE";
}
