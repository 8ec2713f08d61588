using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Credentials;

/// <summary>The same credential as it should have been written; no secret is lost by it.</summary>
/// <param name="Cause">What is wrong with the given form.</param>
/// <param name="Label">What was repaired: <c>with Bearer in front</c>.</param>
/// <param name="Repaired">The credential in its right form.</param>
public sealed record Repair(Cause Cause, string Label, SuppliedCredential Repaired);
