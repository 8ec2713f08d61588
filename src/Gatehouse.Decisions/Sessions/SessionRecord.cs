namespace Gatehouse.Decisions.Sessions;

/// <summary>A session as the store keeps it.</summary>
public sealed record SessionRecord
{
    /// <summary>The public id: it names the session and opens none.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required long UserId { get; init; }

    /// <summary>The canonical name of whose it is.</summary>
    public required string UserName { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the person last proved who they are.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>When it was last used, to within a minute on other processes.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What ended it; only with <see cref="EndedAt"/>.</summary>
    public SessionEnd? EndedBy { get; init; }

    /// <summary>The address from which it was begun.</summary>
    public required string Address { get; init; }

    /// <summary>The browser in which it was begun, as it named itself; shortened, printable.</summary>
    public string Browser { get; init; } = "";

    /// <summary>The provider that vouched for the person, or null for a password of ours.</summary>
    public string? Provider { get; init; }

    /// <summary>The person's name at the provider (<c>sub</c>), or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The provider's own session (<c>sid</c>), or null.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>What is needed to renew the sign-in at the provider, sealed; or null.</summary>
    public ReadOnlyMemory<byte>? Sealed { get; init; }

    /// <summary>The roles that the provider gave, besides the user's own; or null.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>How the person signed in (<c>amr</c>, RFC 8176); with <c>mfa</c> where two factors were given.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The class (<c>acr</c>) that the provider gave the sign-in, or null.</summary>
    public string? Acr { get; init; }
}
