namespace Gatehouse.Decisions.Tokens;

/// <summary>A refresh token that is used (RFC 6749 section 6).</summary>
/// <param name="Sha256">The hash of the token.</param>
/// <param name="ClientId">The program that uses it.</param>
/// <param name="SuccessorSha256">The hash of the refresh token that takes its place.</param>
/// <param name="Sealed">The new pair, sealed under a key that only the used token gives.</param>
/// <param name="Grace">For how long the same pair is given again to whoever did not get the answer.</param>
/// <param name="Unused">How long after its last use a family ends.</param>
/// <param name="Longest">How long after its beginning a family ends, however often it is used.</param>
public sealed record RefreshUse(
    ReadOnlyMemory<byte> Sha256,
    string ClientId,
    ReadOnlyMemory<byte> SuccessorSha256,
    ReadOnlyMemory<byte> Sealed,
    TimeSpan Grace,
    TimeSpan Unused,
    TimeSpan Longest
)
{
    /// <summary>When the family ends by itself, now that it was used.</summary>
    public DateTimeOffset ExpiresAt(TokenGrant grant, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var end = grant.StartedAt + Longest;
        return now + Unused < end ? now + Unused : end;
    }
}
