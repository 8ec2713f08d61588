namespace Gatehouse.Decisions.Users;

/// <summary>What a decision needs to know of users.</summary>
public interface IUserDirectory
{
    /// <summary>The user of this canonical name, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<UserRecord?> FindUserAsync(string canonicalName, CancellationToken cancellationToken);

    /// <summary>The user with this number, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<UserRecord?> FindUserAsync(long id, CancellationToken cancellationToken);

    /// <summary>Replaces a hash by one of present strength; false, and nothing happens, where the stored one is another by now.</summary>
    ValueTask<bool> RehashAsync(long id, string oldHash, string newHash, CancellationToken cancellationToken);
}
