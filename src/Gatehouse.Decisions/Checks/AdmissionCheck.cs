using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 2: may this client come at all, and now?</summary>
public sealed class AdmissionCheck(IAdmission admission) : ICheck
{
    private static readonly Passed Admitted = new("the client may come");

    /// <inheritdoc/>
    public string Name => "admission";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Client.AddressDenied,
        Causes.Client.CountryDenied,
        Causes.Client.Banned,
        Causes.Client.RateExceeded,
        Causes.Client.ConcurrencyExceeded,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) =>
        new((Finding?)admission.Admit(decision) ?? Admitted);
}
