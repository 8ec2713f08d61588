namespace Gatehouse.Providers.SignIn;

/// <summary>What an ID token must fit besides the settings.</summary>
/// <param name="Nonce">The nonce that was sent; null in a renewal, which carries none or the first one.</param>
/// <param name="MaxAge">How long ago the person may have signed in at the provider, or null for any time.</param>
/// <param name="Subject">The only person that it may be about, in a renewal; otherwise null.</param>
public readonly record struct SignInDemand(string? Nonce, TimeSpan? MaxAge, string? Subject);
