namespace Gatehouse.Providers.SignIn;

/// <summary>What a token endpoint gave (RFC 6749 section 5.1).</summary>
/// <param name="AccessToken">The access token, for userinfo.</param>
/// <param name="IdToken">The ID token, not verified; null where a renewal brought none.</param>
/// <param name="RefreshToken">What renews the sign-in, or null.</param>
/// <param name="Lifetime">How long the access token lasts, or null where that was not said.</param>
public sealed record ProviderTokens(string AccessToken, string? IdToken, string? RefreshToken, TimeSpan? Lifetime);
