namespace Gatehouse.Decisions.Maintenance;

/// <summary>Where works are announced, for every process of the site; each change raises the revocation word.</summary>
public interface IMaintenance
{
    /// <summary>The works that were announced and not ended, those whose end has passed among them.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be asked.</exception>
    ValueTask<IReadOnlyList<MaintenancePeriod>> ListMaintenanceAsync(CancellationToken cancellationToken);

    /// <summary>Begins works on a route, or on the whole site (null), or moves their end.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing was.</exception>
    ValueTask BeginMaintenanceAsync(string? route, DateTimeOffset? until, CancellationToken cancellationToken);

    /// <summary>Ends works on a route, or all works (null); how many there were.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing was.</exception>
    ValueTask<int> EndMaintenanceAsync(string? route, CancellationToken cancellationToken);
}
