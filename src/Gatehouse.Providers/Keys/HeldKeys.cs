namespace Gatehouse.Providers.Keys;

/// <summary>Keys in use.</summary>
/// <param name="Table">The answers they give.</param>
/// <param name="Fingerprint">The SHA-256 of the document they were read from.</param>
/// <param name="ConfirmedTimestamp">When they were last published, on the clock that never jumps.</param>
/// <param name="ConfirmedAt">The same on the wall clock, for people.</param>
internal sealed record HeldKeys(
    KeyTable Table,
    byte[] Fingerprint,
    long ConfirmedTimestamp,
    DateTimeOffset ConfirmedAt
);
