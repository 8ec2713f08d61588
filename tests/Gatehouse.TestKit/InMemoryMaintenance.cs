using Gatehouse.Decisions;
using Gatehouse.Decisions.Maintenance;
using Gatehouse.Decisions.Remembered;

namespace Gatehouse.TestKit;

/// <summary>Works, and the word that tells of them.</summary>
public sealed class InMemoryMaintenance : IMaintenance, IRevocationWord
{
    private readonly List<MaintenancePeriod> _periods = [];

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Whether the store is gone.</summary>
    public bool IsGone { get; set; }

    /// <inheritdoc/>
    public long Current { get; private set; } = 1;

    /// <summary>Something else was revoked.</summary>
    public void Raise() => Current++;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MaintenancePeriod>> ListMaintenanceAsync(CancellationToken cancellationToken)
    {
        Asked++;
        return IsGone ? throw new StoreUnavailableException("The store is gone.") : new([.. _periods]);
    }

    /// <inheritdoc/>
    public ValueTask BeginMaintenanceAsync(string? route, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        _periods.RemoveAll(period => period.Route == route);
        _periods.Add(new(route, DateTimeOffset.UnixEpoch, until));
        Current++;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int> EndMaintenanceAsync(string? route, CancellationToken cancellationToken)
    {
        Current++;
        return new(_periods.RemoveAll(period => route is null || period.Route == route));
    }
}
