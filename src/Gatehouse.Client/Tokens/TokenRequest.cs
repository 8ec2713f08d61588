namespace Gatehouse.Client;

/// <summary>What is wanted of a program's own way to get tokens.</summary>
/// <param name="Scopes">The scopes; empty for its own choice.</param>
/// <param name="Refused">The token that a resource refused, where that is why: not to be given again. Null otherwise.</param>
public sealed record TokenRequest(IReadOnlyList<string> Scopes, AccessToken? Refused);
