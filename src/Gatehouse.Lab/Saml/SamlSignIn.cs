namespace Gatehouse.Lab.Saml;

/// <summary>What a response says whose signature, addresses and times are right; whether it was awaited is still open.</summary>
/// <param name="Assertion">The assertion's id.</param>
/// <param name="Request">The id of the request that it answers.</param>
/// <param name="User">Who signed in.</param>
internal sealed record SamlSignIn(string Assertion, string Request, string User);
