namespace Gatehouse.Gateway.Configuration;

/// <summary>An issuer that others trust (<c>providers</c>).</summary>
public sealed record ProviderConfiguration
{
    /// <summary>The name under which routes refer to it; part of its callback's address.</summary>
    public required string Name { get; init; }

    /// <summary>How it is asked.</summary>
    public required ProviderType Type { get; init; }

    /// <summary>The issuer, byte for byte as configured; null for introspection where none is given.</summary>
    public string? Issuer { get; init; }

    /// <summary>The name under which we are known there, or null.</summary>
    public string? ClientId { get; init; }

    /// <summary>The secret under which we are known there, or null.</summary>
    public SecretValue? ClientSecret { get; init; }

    /// <summary>The audience that tokens must be made for, or null where none is stated.</summary>
    public string? Audience { get; init; }

    /// <summary>Whether only tokens of type <c>at+jwt</c> are taken (RFC 9068). Default: no.</summary>
    public bool Strict { get; init; }

    /// <summary>The file of the key set, absolute, or null.</summary>
    public string? KeySetFile { get; init; }

    /// <summary>The address of the key set, or null.</summary>
    public Uri? KeySetUrl { get; init; }

    /// <summary>The secret shared with the issuer, or null.</summary>
    public SecretValue? Secret { get; init; }

    /// <summary>The algorithm of <see cref="Secret"/>: HS256 (default), HS384 or HS512.</summary>
    public string Algorithm { get; init; } = "HS256";

    /// <summary>The introspection endpoint (RFC 7662), or null.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>How long the answer about an active token is relied on: 0 to 60s. Default: 60s.</summary>
    public TimeSpan Cache { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the answer about a token that is not active is relied on: 0 to 60s. Default: 5s.</summary>
    public TimeSpan NegativeCache { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the last good answer is relied on while the endpoint is away: 0 to 1d. Default: not at all.</summary>
    public TimeSpan LastGood { get; init; }

    /// <summary>Whether answers are signed by the issuer (RFC 9701). Default: no.</summary>
    public bool SignsAnswers { get; init; }

    /// <summary>The scopes that a sign-in asks for, besides <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The values of <c>acr</c> one of which a sign-in must have; empty for any.</summary>
    public IReadOnlyList<string> Acr { get; init; } = [];

    /// <summary>The values of <c>acr</c> with which it says that a person signed in with two factors.</summary>
    public IReadOnlyList<string> TwoFactorAcr { get; init; } = [];

    /// <summary>Whether a first sign-in adds a user. Default: yes.</summary>
    public bool CreatesAccounts { get; init; } = true;

    /// <summary>How roles come from the provider's claims, or null: they do not.</summary>
    public ProviderRolesConfiguration? Roles { get; init; }

    /// <summary>Whether people can sign in with it.</summary>
    public bool SignsIn => Type == ProviderType.Oidc && ClientId is not null;

    /// <summary>Whether a secret that it needs is missing: routes that need it are then closed.</summary>
    public bool IsClosed => ClientSecret?.IsMissing == true || Secret?.IsMissing == true;

    /// <summary>Where it stands.</summary>
    public ConfigurationLocation Location { get; init; }
}
