using System.Collections.Frozen;
using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Tokens;

/// <summary>
/// Who stands behind a token of our own, once its signature and its times are judged: a person's grant to a program, a
/// key, or a program itself. What it may do is what the token says and its user may do besides.
/// </summary>
/// <param name="grants">Where grants are found.</param>
/// <param name="keys">Where keys are found.</param>
/// <param name="users">Where users are found.</param>
/// <param name="applications">The programs that there are, by <c>client_id</c>, with the scopes that each may have.</param>
public sealed class OwnTokens(
    IGrantDirectory grants,
    IKeyDirectory keys,
    IUserDirectory users,
    IReadOnlyDictionary<string, IReadOnlyList<string>> applications
)
{
    /// <summary>The claim that names the grant a token was made under.</summary>
    public const string GrantClaim = "grant";

    /// <summary>The name under which routes trust our own tokens.</summary>
    public const string ProviderName = "gatehouse";

    /// <summary>Every cause that can be found.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [Causes.Token.Revoked, Causes.User.Disabled, Causes.User.Locked];

    /// <summary>An <see cref="Authenticated"/> with the principal, or what stands against it.</summary>
    /// <param name="decision">The decision under way.</param>
    /// <param name="claims">The claims of a token that we have signed.</param>
    /// <param name="until">Until when the finding may be remembered.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<Finding> JudgeAsync(
        Decision decision,
        JwtClaims claims,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(claims);
        var client = claims.ClientId ?? "";
        TokenGrant? grant = null;
        KeyRecord? key = null;
        long? owner = null;
        if (claims.Strings(GrantClaim) is [var id])
        {
            grant = await grants.FindGrantAsync(id, cancellationToken);
            if (
                grant is null
                || grant.EndedAt is not null
                || grant.ClientId != client
                || !applications.ContainsKey(client)
            )
            {
                return Revoked(
                    client,
                    grant?.EndedBy is { } by ? "the grant has ended: " + by.ToName()
                        : grant is null ? "the grant is not in the store"
                        : "the program is not configured any more",
                    grant?.EndedAt
                );
            }

            owner = grant.UserId;
        }
        else if (!applications.ContainsKey(client))
        {
            key = await keys.FindKeyByIdAsync(client, cancellationToken);
            if (
                key is null
                || key.RevokedAt is not null
                || (key.ExpiresAt is { } end && end <= decision.Facts.ReceivedAt)
            )
            {
                return Revoked(
                    client,
                    key is null
                        ? "its client is neither a program that is configured nor a key"
                        : "the key it was got with has ended",
                    key?.RevokedAt ?? key?.ExpiresAt
                );
            }

            owner = key.UserId;
        }

        // By number where there is one: a name may have been given to somebody else meanwhile.
        var user =
            owner is { } number ? await users.FindUserAsync(number, cancellationToken)
            : UserName.TryCanonicalise(claims.Subject ?? "", out var name)
                ? await users.FindUserAsync(name, cancellationToken)
            : null;
        if (user is null)
        {
            return Revoked(client, "its user is not there any more", at: null);
        }

        decision.KnownUser = user.Name;
        if (user.Disabled || user.Locked)
        {
            decision.ToldToOwner = true;
            return Finding.Failed(
                user.Disabled ? Causes.User.Disabled : Causes.User.Locked,
                Evidence.ForOperator("user", user.Name),
                Evidence.ForOperator("client", client)
            );
        }

        return new Authenticated(
            PrincipalOf(decision, claims, client, grant, key, user),
            "the token is our own, in force, and made for this resource",
            key?.ExpiresAt is { } keyEnd && keyEnd < until ? keyEnd : until
        );
    }

    private Principal PrincipalOf(
        Decision decision,
        JwtClaims claims,
        string client,
        TokenGrant? grant,
        KeyRecord? key,
        UserRecord user
    )
    {
        IReadOnlyList<string> held = grant?.Roles is { Count: > 0 } given
            ? [.. user.Roles.Union(given, StringComparer.Ordinal)]
            : user.Roles;
        var permissions = decision.Site.Roles.PermissionsOf(held);

        // What a program was allowed once it may have been forbidden since.
        var scopes = (
            applications.TryGetValue(client, out var allowed)
                ? claims.Scopes.Where(scope => allowed.Contains(scope, StringComparer.Ordinal))
                : claims.Scopes
        ).ToFrozenSet(StringComparer.Ordinal);
        return new Principal
        {
            Kind = PrincipalKind.OwnToken,
            Name = user.Name,
            UserId = user.Id,
            Email = user.Email,
            Roles = key is not null ? held : [.. held.Where(role => IsWithin(decision.Site.Roles, role, scopes))],
            Permissions = scopes.Where(permissions.Contains).ToFrozenSet(StringComparer.Ordinal),
            OwnScopes = scopes,
            Scheme = "bearer",
            Provider = ProviderName,
            ClientId = client,
            KeyId = key?.Id,
            From = key is null || key.From.Count == 0 ? null : [.. key.From.Select(IPNetwork.Parse)],
            Binding = TokenBinding.Of(claims),
            AuthenticatedAt = claims.AuthTime is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
            Factors = Assurance.FactorsOf(claims.Strings("amr"), claims.Acr, strong: []),
            Epoch = user.Epoch,
        };
    }

    // A program was allowed scopes, not to be somebody: a role goes with its token where the token may all that it gives.
    private static bool IsWithin(RoleMap roles, string role, FrozenSet<string> scopes)
    {
        var given = roles.PermissionsOf([role]);
        return given.Count > 0 && given.IsSubsetOf(scopes);
    }

    private static Failed Revoked(string client, string problem, DateTimeOffset? at) =>
        at is { } instant
            ? Finding.Failed(
                Causes.Token.Revoked,
                Evidence.ForOperator("client", client),
                Evidence.ForOperator("problem", problem),
                Evidence.Instant("revoked", instant, Disclosure.Caller)
            )
            : Finding.Failed(
                Causes.Token.Revoked,
                Evidence.ForOperator("client", client),
                Evidence.ForOperator("problem", problem)
            );
}
