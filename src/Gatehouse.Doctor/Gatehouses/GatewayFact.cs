namespace Gatehouse.Doctor.Gatehouses;

/// <summary>A detail of a check.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="ForOperator">Whether only the operator may see it.</param>
public sealed record GatewayFact(string Name, string Value, bool ForOperator);
