using Gatehouse.Decisions.Checks;

namespace Gatehouse.Decisions;

/// <summary>The decision, in order: the list that every request is put through.</summary>
public static class DecisionOrder
{
    /// <summary>The checks with what they need.</summary>
    public static IReadOnlyList<ICheck> Checks(Admission.IAdmission admission, AuthenticationCheck authentication) =>
        [
            new PathCheck(),
            new AdmissionCheck(admission),
            new TransportCheck(),
            new PreflightCheck(),
            new RouteCheck(),
            new CredentialsCheck(),
            authentication,
            new CrossSiteCheck(),
            new AuthorizationCheck(),
        ];
}
