namespace Gatehouse.Decisions.Keyring;

/// <summary>The site's own keys. The newest of a purpose is used; older ones go on being understood.</summary>
public interface IKeyring
{
    /// <summary>Every key of a purpose, newest first; the first one is made where there is none yet.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    ValueTask<IReadOnlyList<SiteKey>> ListSiteKeysAsync(KeyPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Adds a new key of a purpose, which is then the one in use, and raises the revocation word.</summary>
    ValueTask<SiteKey> RotateSiteKeyAsync(KeyPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Leases a node number that was not leased within the last day, by any process on this store.</summary>
    ValueTask<ushort> LeaseNodeAsync(CancellationToken cancellationToken);
}
