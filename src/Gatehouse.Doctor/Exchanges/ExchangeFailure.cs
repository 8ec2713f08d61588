namespace Gatehouse.Doctor.Exchanges;

/// <summary>A request that got no answer.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Text">What the system, browser or program says about it.</param>
public sealed record ExchangeFailure(FailureKind Kind, string Text);
