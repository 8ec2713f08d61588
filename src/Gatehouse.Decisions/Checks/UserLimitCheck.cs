using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>What of check 2 can be judged only once it is known who asks: the limits of one user.</summary>
public sealed class UserLimitCheck(IAdmission admission) : ICheck
{
    private static readonly Passed Admitted = new("the user is within the route's limits");

    /// <inheritdoc/>
    public string Name => "user-limits";

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses { get; } =
    [Causes.Client.RateExceeded, Causes.Client.ConcurrencyExceeded];

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) =>
        new(
            decision is { Principal: not null, Route.Limits.PerUser: not null }
                ? (Finding?)admission.AdmitUser(decision) ?? Admitted
                : Finding.NotApplicable
        );
}
