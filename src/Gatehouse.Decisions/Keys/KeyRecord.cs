namespace Gatehouse.Decisions.Keys;

/// <summary>An API key as the store keeps it: never the key itself, only its hash.</summary>
public sealed record KeyRecord
{
    /// <summary>The public id, which is also the OAuth <c>client_id</c>: <c>k_</c> and letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>Whose key it is.</summary>
    public required long UserId { get; init; }

    /// <summary>The owner's canonical name.</summary>
    public required string UserName { get; init; }

    /// <summary>What the owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is limited to; null means everything its user may do.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The networks it may be used from, in CIDR notation; empty means any.</summary>
    public required IReadOnlyList<string> From { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends, where it does; a rotated key ends when its overlap does.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, where it was.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last used, to within a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The id of the key that took its place in a rotation.</summary>
    public string? RotatedTo { get; init; }

    /// <summary>The owner's epoch at the time of reading; see <see cref="Users.UserRecord.Epoch"/>.</summary>
    public required long Epoch { get; init; }
}
