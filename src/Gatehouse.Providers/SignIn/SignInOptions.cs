namespace Gatehouse.Providers.SignIn;

/// <summary>How people sign in at an OpenID provider.</summary>
public sealed record SignInOptions
{
    /// <summary>The name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The issuer, byte for byte as configured: https, or http on a loopback host, without query.</summary>
    public required string Issuer { get; init; }

    /// <summary>The name under which we are known there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret under which we are known there; null for a public client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The scopes that are asked for; <c>openid</c> is always among them.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile", "email"];

    /// <summary>The values of <c>acr</c> one of which the sign-in must have; empty for any.</summary>
    public IReadOnlyList<string> Acr { get; init; } = [];

    /// <summary>The claim with the values that roles are mapped from, or null: it is asked for at userinfo where the ID token lacks it.</summary>
    public string? RolesClaim { get; init; }

    /// <summary>How far clocks may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one exchange may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The proxy between here and the provider, or null.</summary>
    public Uri? OutboundProxy { get; init; }
}
