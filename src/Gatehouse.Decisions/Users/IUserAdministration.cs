using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Decisions.Users;

/// <summary>What an operator does with users. Every write that takes something away raises the revocation word.</summary>
public interface IUserAdministration : IUserDirectory
{
    /// <summary>Adds a user; false where the canonical name is taken.</summary>
    ValueTask<bool> AddUserAsync(NewUser user, CancellationToken cancellationToken);

    /// <summary>Every user in the order of names.</summary>
    ValueTask<IReadOnlyList<UserRecord>> ListUsersAsync(CancellationToken cancellationToken);

    /// <summary>Sets the password, and ends the user's sessions; false where there is no such user.</summary>
    ValueTask<bool> SetPasswordAsync(
        string canonicalName,
        NewPassword password,
        bool mustChange,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// A person's own change of the password, which ends their sessions but <paramref name="butSession"/>, where one is
    /// given. False where the account is gone or closed, or its hash is no longer <paramref name="oldHash"/>: somebody
    /// else changed it after the old password was judged.
    /// </summary>
    ValueTask<bool> ChangePasswordAsync(
        long userId,
        string? oldHash,
        NewPassword newPassword,
        string? butSession,
        CancellationToken cancellationToken
    );

    /// <summary>Replaces the roles; false where there is no such user.</summary>
    ValueTask<bool> SetRolesAsync(
        string canonicalName,
        IReadOnlyList<string> roles,
        CancellationToken cancellationToken
    );

    /// <summary>Disables, which ends the user's sessions, or enables; false where there is no such user.</summary>
    ValueTask<bool> SetDisabledAsync(string canonicalName, bool disabled, CancellationToken cancellationToken);

    /// <summary>Locks, which ends the user's sessions, or unlocks; false where there is no such user.</summary>
    ValueTask<bool> SetLockedAsync(string canonicalName, bool locked, CancellationToken cancellationToken);

    /// <summary>Removes the user with all keys; false where there is no such user.</summary>
    ValueTask<bool> RemoveUserAsync(string canonicalName, CancellationToken cancellationToken);
}
