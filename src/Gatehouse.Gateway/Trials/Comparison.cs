namespace Gatehouse.Gateway.Trials;

/// <summary>What a check compared: a piece of the request, or what the configuration or the store says of it.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Name">What it is: <c>asked</c>, <c>held</c>, <c>client</c>.</param>
/// <param name="Value">Its value; never a credential.</param>
public sealed record Comparison(string Check, string Name, string Value);
