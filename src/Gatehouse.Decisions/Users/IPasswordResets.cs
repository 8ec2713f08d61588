using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Decisions.Users;

/// <summary>One-use links that let a person choose a new password.</summary>
public interface IPasswordResets
{
    /// <summary>Keeps the hash of a link's secret; false where the user has as many open links as there may be.</summary>
    ValueTask<bool> AddResetAsync(
        ReadOnlyMemory<byte> sha256,
        long userId,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    );

    /// <summary>Whose link it is, where it is known, unused and in time; otherwise null.</summary>
    ValueTask<long?> FindResetAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken);

    /// <summary>
    /// In one step: uses the link up, sets the password, and ends every session and every other link of the user's. False
    /// where the link is unknown, used or too old.
    /// </summary>
    ValueTask<bool> ResetPasswordAsync(
        ReadOnlyMemory<byte> sha256,
        NewPassword password,
        CancellationToken cancellationToken
    );
}
