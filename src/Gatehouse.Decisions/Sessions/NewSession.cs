namespace Gatehouse.Decisions.Sessions;

/// <summary>A session to be begun.</summary>
/// <param name="Id">The public id, of <see cref="SessionText.CreateId"/>.</param>
/// <param name="Sha256">The hash of the cookie's value.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Address">The address it is begun from.</param>
/// <param name="Browser">The browser it is begun in, shortened and printable.</param>
public sealed record NewSession(string Id, ReadOnlyMemory<byte> Sha256, long UserId, string Address, string Browser)
{
    /// <summary>
    /// The hash that the person's password was judged by: the session begins only while it is still the account's. Null
    /// where no password was judged.
    /// </summary>
    public string? PasswordHash { get; init; }

    /// <summary>When the person proved who they are; now where it is null.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>The provider that vouched for the person, or null.</summary>
    public string? Provider { get; init; }

    /// <summary>The person's name at the provider, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The provider's own session, or null.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>What is needed to renew the sign-in at the provider, sealed; or null.</summary>
    public ReadOnlyMemory<byte>? Sealed { get; init; }

    /// <summary>The roles that the provider gave, or null.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>The hash of the cookie that this browser had before, whose session ends in the same step; or null.</summary>
    public ReadOnlyMemory<byte>? Replaces { get; init; }

    /// <summary>How the person signed in (<c>amr</c>, RFC 8176); with <c>mfa</c> where two factors were given.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The class (<c>acr</c>) that the provider gave the sign-in, or null.</summary>
    public string? Acr { get; init; }

    /// <summary>
    /// Whether the person was asked for no second factor although they signed in with a password: the session begins only
    /// while the account has none.
    /// </summary>
    public bool AskedForNoFactor { get; init; }

    /// <summary>
    /// The session that a stronger sign-in goes on from, or null: this one begins only while that one is in force and what
    /// it keeps of its provider is still what was read. It keeps the beginning of that one.
    /// </summary>
    public SessionRecord? Continues { get; init; }
}
