namespace Gatehouse.Doctor.Gatehouses;

/// <summary>
/// Resolves the references that a Gatehouse gives with its refusals: where the operator's side is at hand, both sides are
/// told as one story.
/// </summary>
public interface IReferences
{
    /// <summary>
    /// What the gateway decided under this reference, or why that cannot be told; null where no gateway's data is at hand
    /// and nobody said that it were. Fails only when it is cancelled.
    /// </summary>
    Task<GatewaySide?> FindAsync(string reference, CancellationToken token);
}
