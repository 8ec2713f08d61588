namespace Gatehouse.Decisions.Schemes.Digest;

/// <summary>What a nonce of ours says of itself.</summary>
/// <param name="Id">Names it.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Origin">Who sees which counts of it were used (see <see cref="Replays.IUseCounts.Origin"/>).</param>
public readonly record struct DigestNonce(UInt128 Id, DateTimeOffset IssuedAt, long Origin);
