using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.SecondFactor;
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

        var ofMethod = route.RequirementOf(decision.Facts.Method);
        if (route.PerMethod is not null && ofMethod is null && !CrossSiteCheck.IsSafe(decision.Facts.Method))
        {
            return new ValueTask<Finding>(
                Finding.Failed(Causes.Route.MethodNotAllowed, Evidence.ForCaller("allow", route.AllowedMethodsText))
            );
        }

        var unmet =
            Unmet(route.Require, principal)
            ?? (ofMethod is null ? null : Unmet(ofMethod, principal))
            ?? TooWeak(SignInStrength.Of(route.Require, ofMethod), principal, decision);
        return unmet is null ? Met : new ValueTask<Finding>(unmet);
    }

    private static Failed? Unmet(Requirement require, Principal principal)
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

        return null;
    }

    // A token of our own lacks the scope, or its user the permission: who must act is told apart.
    private static Failed MissingScope(Requirement require, Principal principal) =>
        principal.LacksScope(require.Scopes)
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

    // All that is asked is told, whichever of it is missing: one further sign-in then does (RFC 9470 section 3).
    private static Failed? TooWeak(in SignInStrength asked, Principal principal, Decision decision)
    {
        if (asked.Factors > principal.Factors)
        {
            return Finding.Failed(
                principal.IsToken ? Causes.Token.AssuranceInsufficient : Causes.Mfa.Required,
                [.. TellOf(asked, principal, decision)]
            );
        }

        // A password that comes with the request is as fresh as can be; a certificate is attached by an unattended browser.
        return
            asked.Fresh is not { } fresh
            || (
                principal is { Kind: PrincipalKind.Person, IsSession: false }
                && principal.Scheme != CertificateScheme.SchemeName
            )
            || asked.IsFresh(principal.AuthenticatedAt, decision.Facts.ReceivedAt, decision.Site.ClockSkew)
            ? null
            : Finding.Failed(
                Causes.Token.TooOld,
                [
                    .. TellOf(asked, principal, decision),
                    principal.AuthenticatedAt is { } at
                        ? Evidence.Instant("signed-in", at, Disclosure.Operator)
                        : Evidence.ForOperator("signed-in", "when is not known"),
                ]
            );
    }

    private static IEnumerable<Evidence> TellOf(SignInStrength asked, Principal principal, Decision decision)
    {
        if (asked.Fresh is { } fresh)
        {
            yield return Evidence.Number(StepUpParameters.MaxAge, (long)fresh.TotalSeconds, Disclosure.Caller);
        }

        if (asked.Factors > 1)
        {
            IEnumerable<ITokenIssuer> issuers =
                principal.Kind == PrincipalKind.ProviderToken
                    ? [.. decision.Route!.Providers, .. decision.Route.Introspectors]
                    : [];
            var known = issuers.SelectMany(issuer => issuer.TwoFactorAcr).Distinct(StringComparer.Ordinal);
            yield return Evidence.ForCaller(
                StepUpParameters.AcrValues,
                string.Join(' ', known.DefaultIfEmpty(Assurance.TwoFactors))
            );
            yield return Evidence.Number("factors", principal.Factors, Disclosure.Operator);
        }
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
