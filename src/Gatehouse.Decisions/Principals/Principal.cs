using System.Collections.Frozen;

namespace Gatehouse.Decisions.Principals;

/// <summary>Who a request is from, as its scheme established it; immutable and shared between requests.</summary>
public sealed class Principal
{
    private string? _rolesText;
    private string? _scopesText;

    /// <summary>What it is.</summary>
    public required PrincipalKind Kind { get; init; }

    /// <summary>What upstreams are told: the canonical user name, or the subject of a provider's token.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the user in our own store, where it is one of ours.</summary>
    public long? UserId { get; init; }

    /// <summary>The mail address, where known.</summary>
    public string? Email { get; init; }

    /// <summary>The roles, in order.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>
    /// What it may do, written as scopes: a person's permissions; the intersection of a key's scopes with its user's
    /// permissions; the scopes of a provider's token.
    /// </summary>
    public FrozenSet<string> Permissions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The name of the scheme that established it.</summary>
    public required string Scheme { get; init; }

    /// <summary>The provider whose token it was, or null.</summary>
    public string? Provider { get; init; }

    /// <summary>The id of the key it was, or null.</summary>
    public string? KeyId { get; init; }

    /// <summary>The program that acts for it (<c>client_id</c>), or null.</summary>
    public string? ClientId { get; init; }

    /// <summary>The networks from which alone it may come; null means any.</summary>
    public IReadOnlyList<System.Net.IPNetwork>? From { get; init; }

    /// <summary>What the holder of the token must prove on every request, or null: it is a bearer token.</summary>
    public TokenBinding? Binding { get; init; }

    /// <summary>When the person signed in, where that is known.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>How many factors the sign-in had: 2 where a second one was given, otherwise 1.</summary>
    public int Factors { get; init; } = 1;

    /// <summary>Whether browsers attach this kind of credential by themselves.</summary>
    public bool AttachedByBrowser { get; init; }

    /// <summary>The public id of the session it was, or null.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether it is an access token, a provider's or our own.</summary>
    public bool IsToken => Kind is PrincipalKind.ProviderToken or PrincipalKind.OwnToken;

    /// <summary>The scopes that a token of our own has itself, whatever its user may do; null for all others.</summary>
    public FrozenSet<string>? OwnScopes { get; init; }

    /// <summary>Whether it is the token that lacks one of these scopes, and not the person behind it a permission.</summary>
    public bool LacksScope(IReadOnlyList<string> scopes) =>
        Kind == PrincipalKind.ProviderToken || (OwnScopes is { } own && !scopes.All(own.Contains));

    /// <summary>Whether it is a session by cookie, which also needs a form token (see the cross-site check).</summary>
    public bool IsSession => SessionId is not null;

    /// <summary>The epoch of the user when this was established.</summary>
    public long Epoch { get; init; }

    /// <summary>The granted verdict for this principal, shared so that granting costs no allocation.</summary>
    public Granted Granted => field ??= new Granted(this, "the credentials are good and enough");

    /// <summary>The roles as a comma-separated list for a header.</summary>
    public string RolesText => _rolesText ??= string.Join(',', Roles);

    /// <summary>The permissions as a space-separated list (RFC 6749 section 3.3), in order.</summary>
    public string ScopesText => _scopesText ??= string.Join(' ', Permissions.Order(StringComparer.Ordinal));
}
