using System.Collections.Frozen;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Key;
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
                    .. BasicScheme.Finds,
                    .. KeyScheme.Finds,
                    .. BearerScheme.Finds,
                    Causes.Request.PathAmbiguous,
                    Causes.Request.FramingAmbiguous,
                    Causes.Client.AddressDenied,
                    Causes.Client.HostDenied,
                    Causes.Client.RateExceeded,
                    Causes.Client.ConcurrencyExceeded,
                    Causes.Credentials.InsecureTransport,
                    Causes.Cors.OriginDenied,
                    Causes.Cors.MethodDenied,
                    Causes.Cors.HeaderDenied,
                    Causes.Route.Unknown,
                    Causes.Route.Moved,
                    Causes.Route.MethodNotAllowed,
                    Causes.Access.Nobody,
                    Causes.Access.Hidden,
                    Causes.Access.RoleMissing,
                    Causes.Access.PermissionDenied,
                    Causes.Access.ApplicationRefused,
                    Causes.Credentials.Missing,
                    Causes.Credentials.Malformed,
                    Causes.Credentials.Ambiguous,
                    Causes.Credentials.InQuery,
                    Causes.Credentials.SchemeUnsupported,
                    Causes.Credentials.Rejected,
                    Causes.Header.PrefixMissing,
                    Causes.Key.Misplaced,
                    Causes.Csrf.CrossSite,
                    Causes.Token.ScopeInsufficient,
                    Causes.Token.TooOld,
                    Causes.Token.AssuranceInsufficient,
                    Causes.Mfa.Required,
                    Causes.Server.Configuration,
                    Causes.Server.Error,
                    Causes.Server.StoreUnavailable,
                    Causes.Upstream.Unauthorized,
                    Causes.Upstream.Unreachable,
                    Causes.Upstream.Timeout,
                ]
        ).ToFrozenSet();
}
