namespace Gatehouse.Protocol.Challenges;

/// <summary>One <c>name=value</c> of a challenge or of credentials (RFC 9110 section 11.2).</summary>
/// <param name="Name">The name as received; names are compared without regard to case.</param>
/// <param name="Value">The value with its quotes and escapes removed; one character is one octet.</param>
public readonly record struct AuthParameter(string Name, string Value);
