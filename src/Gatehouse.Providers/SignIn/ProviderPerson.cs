namespace Gatehouse.Providers.SignIn;

/// <summary>Whom a provider vouches for.</summary>
public sealed record ProviderPerson
{
    /// <summary>The provider's name for the person (<c>sub</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The provider's own session (<c>sid</c>), or null.</summary>
    public string? Session { get; init; }

    /// <summary>When the person last proved who they are, by our clock as far as the provider's was compared with it; null where it does not say.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>How the person signed in there (<c>amr</c>, RFC 8176); empty where it does not say.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The class of the sign-in (<c>acr</c>), or null.</summary>
    public string? Acr { get; init; }

    /// <summary>What the person calls themselves there (<c>preferred_username</c>), or null. Not unique, not verified.</summary>
    public string? PreferredName { get; init; }

    /// <summary>The mail address where the provider has verified it, or null.</summary>
    public string? VerifiedEmail { get; init; }

    /// <summary>The values of the claim that roles are mapped from; null where the provider gave no such claim.</summary>
    public IReadOnlyList<string>? RoleValues { get; init; }
}
