using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;

namespace Gatehouse.Decisions;

/// <summary>The decision, in order: the list that every request is put through.</summary>
public static class DecisionOrder
{
    /// <summary>The checks with what they need.</summary>
    public static IReadOnlyList<ICheck> Checks(
        IAdmission admission,
        AuthenticationCheck authentication,
        FormTokens tokens,
        IHostNames? names = null
    ) => InOrder(admission, names, tokens, new CredentialsCheck(), authentication);

    /// <summary>The same order for a request that is imagined to come from a user whose credentials are good.</summary>
    public static IReadOnlyList<ICheck> Checks(IAdmission admission, AssumedUserCheck assumed) =>
        InOrder(admission, names: null, new FormTokens([]), assumed);

    private static IReadOnlyList<ICheck> InOrder(
        IAdmission admission,
        IHostNames? names,
        FormTokens tokens,
        params ICheck[] who
    ) =>
        [
            new FramingCheck(),
            new PathCheck(),
            new AdmissionCheck(admission),
            new HostNameCheck(names),
            new TransportCheck(),
            new PreflightCheck(),
            new RouteCheck(),
            .. who,
            new CrossSiteCheck(tokens),
            new AuthorizationCheck(),
        ];
}
