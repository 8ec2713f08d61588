using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 8: may this principal do this here?</summary>
public sealed class AuthorizationCheck : ICheck
{
    private static readonly ValueTask<Finding> Met = new(
        new Passed("the principal meets what the route asks", settles: true)
    );

    /// <inheritdoc/>
    public string Name => "authorization";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Access.RoleMissing,
        Causes.Access.PermissionDenied,
        Causes.Token.ScopeInsufficient,
        Causes.Token.TooOld,
        Causes.Token.AssuranceInsufficient,
        Causes.Mfa.Required,
        Causes.Route.MethodNotAllowed,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var route = decision.Route!;
        if (decision.Principal is not { } principal)
        {
            return route.Access == RouteAccess.Everyone
                ? Met
                : new ValueTask<Finding>(
                    Finding.Unanswerable(Causes.Server.Error, Evidence.ForOperator("problem", "no principal"))
                );
        }

        Requirement? ofMethod = null;
        if (
            route.PerMethod is { } methods
            && !TryFind(methods, decision.Facts.Method, out ofMethod)
            && !CrossSiteCheck.IsSafe(decision.Facts.Method)
        )
        {
            return new ValueTask<Finding>(
                Finding.Failed(Causes.Route.MethodNotAllowed, Evidence.ForCaller("allow", route.AllowedMethodsText))
            );
        }

        var unmet =
            Unmet(route.Require, principal, decision)
            ?? (ofMethod is null ? null : Unmet(ofMethod, principal, decision));
        return unmet is null ? Met : new ValueTask<Finding>(unmet);
    }

    // HEAD is GET without the body (RFC 9110 section 9.3.2), and asks for what GET asks for.
    private static bool TryFind(
        IReadOnlyDictionary<string, Requirement> methods,
        string method,
        out Requirement? ofMethod
    ) => methods.TryGetValue(method, out ofMethod) || (method is "HEAD" && methods.TryGetValue("GET", out ofMethod));

    private static Failed? Unmet(Requirement require, Principal principal, Decision decision)
    {
        if (require.Roles.Count > 0 && !HasOne(principal.Roles, require.Roles))
        {
            return Finding.Failed(
                Causes.Access.RoleMissing,
                Evidence.ForOperator("roles", string.Join(' ', require.Roles)),
                Evidence.ForOperator("held", principal.RolesText)
            );
        }

        for (var i = 0; i < require.Scopes.Count; i++)
        {
            if (!principal.Permissions.Contains(require.Scopes[i]))
            {
                return MissingScope(require, principal);
            }
        }

        for (var i = 0; i < require.Permissions.Count; i++)
        {
            if (!principal.Permissions.Contains(require.Permissions[i]))
            {
                return Finding.Failed(
                    Causes.Access.PermissionDenied,
                    Evidence.ForOperator("permission", require.Permissions[i]),
                    Evidence.ForOperator("held", principal.ScopesText)
                );
            }
        }

        return TooWeak(require, principal, decision);
    }

    private static Failed MissingScope(Requirement require, Principal principal) =>
        principal.Kind == PrincipalKind.ProviderToken
            ? Finding.Failed(
                Causes.Token.ScopeInsufficient,
                Evidence.ForCaller("scope", string.Join(' ', require.Scopes)),
                Evidence.ForOperator("held", principal.ScopesText)
            )
            : Finding.Failed(
                Causes.Access.PermissionDenied,
                Evidence.ForOperator("permission", string.Join(' ', require.Scopes)),
                Evidence.ForOperator("held", principal.ScopesText)
            );

    // A password that comes with the request is as fresh as can be, and is one factor.
    private static Failed? TooWeak(Requirement require, Principal principal, Decision decision)
    {
        if (require.Factor > 1)
        {
            return principal.Kind == PrincipalKind.ProviderToken
                ? Finding.Failed(Causes.Token.AssuranceInsufficient)
                : Finding.Failed(Causes.Mfa.Required);
        }

        if (require.Fresh is not { } fresh || (principal.Kind == PrincipalKind.Person && !principal.IsSession))
        {
            return null;
        }

        var age = principal.AuthenticatedAt is { } at ? decision.Facts.ReceivedAt - at : TimeSpan.MaxValue;
        return age <= fresh
            ? null
            : Finding.Failed(
                Causes.Token.TooOld,
                Evidence.Number("max-age", (long)fresh.TotalSeconds, Disclosure.Caller)
            );
    }

    private static bool HasOne(IReadOnlyList<string> held, IReadOnlyList<string> asked)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            for (var j = 0; j < held.Count; j++)
            {
                if (string.Equals(held[j], asked[i], StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
