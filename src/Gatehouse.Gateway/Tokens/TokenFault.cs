using Gatehouse.Decisions.Findings;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Why the token endpoint refuses: the error code of RFC 6749 section 5.2, and what is written down.</summary>
/// <param name="Error">The error code.</param>
/// <param name="Finding">The cause with its evidence.</param>
/// <param name="User">Whose tokens they would have been, where that is known.</param>
internal sealed record TokenFault(string Error, Finding Finding, string? User = null);
