namespace Gatehouse.Doctor.Gatehouses;

/// <summary>The gateway's side of a refusal.</summary>
/// <param name="Reference">The reference that was asked about.</param>
/// <param name="Decision">What was decided; null where it could not be found out.</param>
/// <param name="Why">Why it could not, as a sentence; null where it could.</param>
public sealed record GatewaySide(string Reference, GatewayDecision? Decision, string? Why);
