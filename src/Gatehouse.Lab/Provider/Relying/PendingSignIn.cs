namespace Gatehouse.Lab.Provider.Relying;

/// <summary>A sign-in that was begun and has not come back yet.</summary>
/// <param name="Browser">What the browser's cookie has to say.</param>
/// <param name="Nonce">The nonce that was sent.</param>
/// <param name="Verifier">The verifier of PKCE.</param>
internal sealed record PendingSignIn(string Browser, string Nonce, string Verifier);
