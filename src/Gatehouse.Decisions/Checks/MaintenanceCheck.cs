using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Maintenance;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>
/// Is somebody working on the site, or on what stands behind this route? The gateway's own endpoints stay open: people
/// keep their sign-ins, and operators see what goes on.
/// </summary>
public sealed class MaintenanceCheck(MaintenanceState? state) : ICheck
{
    // What is asked of callers where nobody has said when the works end.
    private const long UsualWait = 300;

    // Works that take longer than a caller should wait before it asks again.
    private const long LongestWait = 24 * 60 * 60;

    private static readonly Passed Open = new("no works go on here");

    /// <inheritdoc/>
    public string Name => "maintenance";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Server.Maintenance];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public async ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        // A preflight that we answer ourselves goes on: refused, it would hide this very refusal from the page's script.
        if (state is null || IsOwn(decision) || IsAnsweredPreflight(decision))
        {
            return Finding.NotApplicable;
        }

        var now = decision.Facts.ReceivedAt;
        var period = await state.FindAsync(decision.Route?.Name, now, cancellationToken);
        return period is null ? Open : Refuse(period, now);
    }

    // Below the prefix nothing is anybody else's.
    private static bool IsOwn(Decision decision) =>
        decision.Route is { } route && (route.Endpoint is not null || route.Access == RouteAccess.Missing);

    private static bool IsAnsweredPreflight(Decision decision) =>
        decision.Route?.Cors is not null && PreflightCheck.RequestedMethod(decision.Facts) is not null;

    private static Unanswerable Refuse(MaintenancePeriod period, DateTimeOffset now)
    {
        var scope = Evidence.ForOperator("scope", period.Route ?? "the whole site");
        var since = Evidence.Instant("since", period.Since, Disclosure.Operator);
        return period.Until is { } until
            ? Finding.Unanswerable(
                Causes.Server.Maintenance,
                Evidence.Instant("until", until, Disclosure.Caller),
                Evidence.Number(
                    "retry-after",
                    Math.Clamp((long)Math.Ceiling((until - now).TotalSeconds), 1, LongestWait),
                    Disclosure.Caller
                ),
                scope,
                since
            )
            : Finding.Unanswerable(
                Causes.Server.Maintenance,
                Evidence.Number("retry-after", UsualWait, Disclosure.Caller),
                scope,
                since
            );
    }
}
