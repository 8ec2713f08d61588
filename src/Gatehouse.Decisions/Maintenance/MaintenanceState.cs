using System.Collections.Frozen;
using Gatehouse.Decisions.Remembered;

namespace Gatehouse.Decisions.Maintenance;

/// <summary>
/// What is closed by works, as of the revocation word: the store is asked again only once the word has moved, so that a
/// request costs a memory access.
/// </summary>
public sealed class MaintenanceState(IMaintenance maintenance, IRevocationWord word)
{
    private Snapshot? _known;

    /// <summary>The works that close this route now, or null.</summary>
    /// <param name="route">The route's name, or null where no route fits.</param>
    /// <param name="now">The time of the request.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be asked what has changed.</exception>
    public ValueTask<MaintenancePeriod?> FindAsync(
        string? route,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var known = Volatile.Read(ref _known);
        return known is not null && known.Word == word.Current
            ? new ValueTask<MaintenancePeriod?>(known.Find(route, now))
            : AskAsync(route, now, cancellationToken);
    }

    private async ValueTask<MaintenancePeriod?> AskAsync(
        string? route,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // Read before the store is: a change that comes between the two is asked about again.
        var current = word.Current;
        var periods = await maintenance.ListMaintenanceAsync(cancellationToken);
        var read = new Snapshot(
            current,
            periods.FirstOrDefault(period => period.Route is null),
            periods
                .Where(period => period.Route is not null)
                .ToFrozenDictionary(period => period.Route!, StringComparer.Ordinal)
        );
        Volatile.Write(ref _known, read);
        return read.Find(route, now);
    }

    private sealed record Snapshot(
        long Word,
        MaintenancePeriod? Site,
        FrozenDictionary<string, MaintenancePeriod> Routes
    )
    {
        public MaintenancePeriod? Find(string? route, DateTimeOffset now)
        {
            if (Site is { } site && !HasEnded(site, now))
            {
                return site;
            }

            return
                Routes.Count > 0
                && route is not null
                && Routes.TryGetValue(route, out var period)
                && !HasEnded(period, now)
                ? period
                : null;
        }

        private static bool HasEnded(MaintenancePeriod period, DateTimeOffset now) =>
            period.Until is { } until && until <= now;
    }
}
