namespace Gatehouse.Decisions.Remembered;

/// <summary>
/// A 64-bit word that every revoking write raises, on every process that shares the store. Reading it costs a memory
/// access; while it stands still, remembered verdicts hold.
/// </summary>
public interface IRevocationWord
{
    /// <summary>The word now; no I/O, no lock.</summary>
    long Current { get; }
}
