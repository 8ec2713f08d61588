using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Maintenance;

namespace Gatehouse.Decisions;

/// <summary>The decision, in order: the list that every request is put through.</summary>
public static class DecisionOrder
{
    /// <summary>The checks with what they need.</summary>
    public static IReadOnlyList<ICheck> Checks(
        IAdmission admission,
        AuthenticationCheck authentication,
        FormTokens tokens,
        IHostNames? names = null,
        MaintenanceState? maintenance = null
    ) => InOrder(admission, names, maintenance, tokens, new CredentialsCheck(), authentication);

    /// <summary>The same order for a request that is imagined to come from a user whose credentials are good.</summary>
    public static IReadOnlyList<ICheck> Checks(
        IAdmission admission,
        AssumedUserCheck assumed,
        MaintenanceState? maintenance = null
    ) => InOrder(admission, names: null, maintenance, new FormTokens([]), assumed);

    private static IReadOnlyList<ICheck> InOrder(
        IAdmission admission,
        IHostNames? names,
        MaintenanceState? maintenance,
        FormTokens tokens,
        params ICheck[] who
    ) =>
        [
            new FramingCheck(),
            new PathCheck(),
            new AdmissionCheck(admission),
            new HostNameCheck(names),
            new TransportCheck(),
            new MaintenanceCheck(maintenance),
            new PreflightCheck(),
            new RouteCheck(),
            .. who,
            new CrossSiteCheck(tokens),
            new UserLimitCheck(admission),
            new AuthorizationCheck(),
            new FilterCheck(),
        ];
}
