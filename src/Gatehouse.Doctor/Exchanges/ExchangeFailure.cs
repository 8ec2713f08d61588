namespace Gatehouse.Doctor.Exchanges;

/// <summary>A request that got no answer.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Text">What the system, browser or program says about it.</param>
public sealed record ExchangeFailure(FailureKind Kind, string Text)
{
    /// <summary>With which status a forward proxy refused the tunnel; null where it did not.</summary>
    public int? TunnelStatus { get; init; }
}
