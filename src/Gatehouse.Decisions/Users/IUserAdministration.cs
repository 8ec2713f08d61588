namespace Gatehouse.Decisions.Users;

/// <summary>What an operator does with users. Every write that takes something away raises the revocation word.</summary>
public interface IUserAdministration : IUserDirectory
{
    /// <summary>Adds a user; false where the canonical name is taken.</summary>
    ValueTask<bool> AddUserAsync(NewUser user, CancellationToken cancellationToken);

    /// <summary>Every user in the order of names.</summary>
    ValueTask<IReadOnlyList<UserRecord>> ListUsersAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sets the password's hash, and ends the user's sessions but <paramref name="butSession"/>, where one is given;
    /// false where there is no such user.
    /// </summary>
    ValueTask<bool> SetPasswordAsync(
        string canonicalName,
        string passwordHash,
        bool mustChange,
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
