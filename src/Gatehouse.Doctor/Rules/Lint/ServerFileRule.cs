using Gatehouse.Doctor.Lint;

namespace Gatehouse.Doctor.Rules.Lint;

/// <summary>What the checks of a server's files found, where it refuses somebody.</summary>
[Names(
    "header.stripped-by-proxy",
    "header.stripped-by-server",
    "header.too-large",
    "header.stripped-by-redirect",
    "server.user-file-unusable",
    "server.configuration",
    "server.protection-unintended",
    "server.file-denied",
    "preflight.refused",
    "cors.refusal-unreadable",
    "cors.origin-denied",
    "cors.header-denied",
    "refusal.as-redirect",
    "refusal.as-success",
    "refusal.as-server-error",
    "refusal.as-forbidden",
    "cache.stale-refusal",
    "cache.stale-redirect",
    "client.address-denied",
    "access.nobody",
    "access.role-missing",
    "credentials.scheme-unsupported",
    "session.expired-idle",
    "session.unreadable",
    "session.unknown",
    "cookie.blocked",
    "cookie.expired",
    "cookie.not-sent-samesite",
    "cookie.not-sent-domain",
    "cookie.not-sent-path",
    "replica.inconsistent",
    "forward.description-missing"
)]
internal sealed class ServerFileRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var fault in file.Note<LintFindings>()?.Faults ?? [])
        {
            if (fault is { Cause: { } cause, Strength: >= Strength.Strong })
            {
                yield return new Clue(cause, fault.Strength, fault.Why)
                {
                    Source = fault.Place,
                    Remedy = fault.Corrected is null ? null : (FormattableString)$"{fault.Place}: {fault.Corrected}",
                };
            }
        }
    }
}
