using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>A password was changed, and from then on a program is refused that was served before: it still sends the old one.</summary>
[Names("credentials.stale-cached")]
internal sealed class PasswordChangedRule : LogRule
{
    private const int Least = 2;

    private static readonly string[] Words =
    [
        "changepassword",
        "change-password",
        "change_password",
        "password/change",
        "password_change",
        "expiredpassword",
        "resetpassword",
        "reset-password",
        "reset_password",
        "password/reset",
        "updatepassword",
        "setpassword",
        "set-password",
    ];

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var change = findings.Requests.FirstOrDefault(request =>
            request.IsSuccess
            && request.Method is "POST" or "PUT" or "PATCH"
            && Array.Exists(Words, word => request.Path.Contains(word, StringComparison.OrdinalIgnoreCase))
        );
        if (change?.At is not { } at)
        {
            yield break;
        }

        var stale = findings
            .Refusals.Where(refusal => refusal.At >= at && refusal.Agent.Length > 0)
            .GroupBy(refusal => (refusal.Address, refusal.Agent))
            .Where(group =>
                group.Count() >= Least
                && findings.Requests.Any(request =>
                    request.IsSuccess
                    && request.At < at
                    && request.Address == group.Key.Address
                    && request.Agent == group.Key.Agent
                )
                && !findings.Requests.Any(request =>
                    request.IsSuccess
                    && request.At > at
                    && request.Address == group.Key.Address
                    && request.Agent == group.Key.Agent
                )
            )
            .MaxBy(group => group.Count());
        if (stale is not null && AreMost(stale.Count(), findings.Refusals.Count, 50))
        {
            yield return new Clue(
                Causes.Credentials.StaleCached,
                Strength.Decisive,
                $"A password was changed at {Told(at)} ({change.Path}); since then {stale.Key.Agent} at {stale.Key.Address}, which was served before, is refused {stale.Count()} times: it still sends the old one"
            )
            {
                Remedy = $"Type the new password into {stale.Key.Agent}",
            };
        }
    }
}
