using System.Collections.Frozen;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Schemes.Dpop;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions;

/// <summary>The causes that the gateway decides: the first of the catalogue's four columns.</summary>
public static class CoveredCauses
{
    /// <summary>Everything that a check or a scheme can find, and what the forwarding of a granted request can end in.</summary>
    public static FrozenSet<Cause> Prevented { get; } =
        (
            (IEnumerable<Cause>)
                [
                    .. FramingCheck.Finds,
                    .. PathCheck.Finds,
                    .. AdmissionCheck.Finds,
                    .. HostNameCheck.Finds,
                    .. TransportCheck.Finds,
                    .. MaintenanceCheck.Finds,
                    .. PreflightCheck.Finds,
                    .. RouteCheck.Finds,
                    .. CredentialsCheck.Finds,
                    .. AssumedUserCheck.Finds,
                    .. CrossSiteCheck.Finds,
                    .. AuthorizationCheck.Finds,
                    .. FilterCheck.Finds,
                    .. BasicScheme.Finds,
                    .. DigestScheme.Finds,
                    .. KeyScheme.Finds,
                    .. BearerScheme.Finds,
                    .. SessionScheme.Finds,
                    .. SecondFactorJudge.Finds,
                    .. CertificateScheme.Finds,
                    .. DpopScheme.Finds,
                    // What masked causes are told as, and what the decision itself ends in.
                    Causes.Credentials.Rejected,
                    Causes.Access.Hidden,
                    Causes.Server.Error,
                    Causes.Server.StoreUnavailable,
                    // What is wrong with a proxy's question, before there is a request to decide on.
                    Causes.Forward.PeerUntrusted,
                    Causes.Forward.DescriptionMissing,
                    Causes.Forward.DescriptionConflicting,
                    // What the endpoints of our own tokens find.
                    Causes.Grant.ClientRejected,
                    Causes.Grant.Invalid,
                    Causes.Grant.RequestInvalid,
                    Causes.Token.RefreshReused,
                    Causes.Server.Configuration,
                    // What the sign-in page finds.
                    Causes.Cookie.Blocked,
                    // What a sign-in at a provider ends in.
                    Causes.Provider.LoginFailed,
                    Causes.Provider.StateMismatch,
                    Causes.Provider.NonceMismatch,
                    Causes.Provider.AccountUnlinked,
                    Causes.Provider.ClockSkewed,
                    // What comes of a request that was let through.
                    Causes.Access.ApplicationRefused,
                    Causes.Upstream.Unauthorized,
                    Causes.Upstream.Unreachable,
                    Causes.Upstream.Timeout,
                ]
        ).ToFrozenSet();
}
