namespace Gatehouse.Decisions.Users;

/// <summary>A user as the store keeps it.</summary>
public sealed record UserRecord
{
    /// <summary>The store's number for this user; never reused.</summary>
    public required long Id { get; init; }

    /// <summary>The canonical name (see <see cref="UserName"/>): what is compared and what upstreams are told.</summary>
    public required string Name { get; init; }

    /// <summary>The mail address, where there is one.</summary>
    public string? Email { get; init; }

    /// <summary>The password's hash in ASP.NET Core Identity's V3 format, or null where none is set.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The password must be changed before it signs anyone in (<c>password.expired</c>).</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>An operator has disabled the account (<c>user.disabled</c>).</summary>
    public bool Disabled { get; init; }

    /// <summary>An operator has locked the account (<c>user.locked</c>).</summary>
    public bool Locked { get; init; }

    /// <summary>Digest is switched on: secrets for it are kept whenever a password is set.</summary>
    public bool Digest { get; init; }

    /// <summary>The roles, in the order they were given.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Raised by every change that takes something away; remembered verdicts of an older epoch are void.</summary>
    public required long Epoch { get; init; }

    /// <summary>When the user was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
