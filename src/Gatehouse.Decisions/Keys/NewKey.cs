namespace Gatehouse.Decisions.Keys;

/// <summary>A key to be kept.</summary>
/// <param name="Id">The public id.</param>
/// <param name="Sha256">The SHA-256 of the key's text.</param>
/// <param name="UserName">The owner's canonical name.</param>
/// <param name="Name">What the owner calls it.</param>
/// <param name="Scopes">What it is limited to, or null.</param>
/// <param name="From">The networks it may be used from; empty means any.</param>
/// <param name="ExpiresAt">When it ends, or null.</param>
public sealed record NewKey(
    string Id,
    ReadOnlyMemory<byte> Sha256,
    string UserName,
    string Name,
    IReadOnlyList<string>? Scopes,
    IReadOnlyList<string> From,
    DateTimeOffset? ExpiresAt
);
