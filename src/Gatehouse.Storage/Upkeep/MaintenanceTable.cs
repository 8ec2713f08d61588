using Dapper;
using Gatehouse.Decisions.Maintenance;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Upkeep;

/// <summary>Works that go on.</summary>
internal sealed class MaintenanceTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    // No route has this name.
    private const string WholeSite = "";

    public List<MaintenancePeriod> List() =>
        readers.Read(
            0,
            static (session, _) =>
            {
                using var rows = session.Connection.ExecuteReader(
                    "SELECT route, since, until FROM maintenance ORDER BY route"
                );
                List<MaintenancePeriod> periods = [];
                while (rows.Read())
                {
                    var route = rows.GetString(0);
                    periods.Add(
                        new(
                            route == WholeSite ? null : route,
                            UnixTime.To(rows.GetInt64(1)),
                            rows.IsDBNull(2) ? null : UnixTime.To(rows.GetInt64(2))
                        )
                    );
                }

                return periods;
            }
        );

    public ValueTask<int> BeginAsync(string? route, DateTimeOffset? until, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                scope.RaiseWord();
                return scope.Execute(
                    """
                    INSERT INTO maintenance (route, since, until) VALUES (@route, @now, @until)
                    ON CONFLICT (route) DO UPDATE SET until = excluded.until,
                      since = CASE WHEN maintenance.until <= @now THEN excluded.since ELSE maintenance.since END
                    """,
                    new
                    {
                        route = StoredText.Exact(route ?? WholeSite),
                        now = UnixTime.From(timeProvider.GetUtcNow()),
                        until = until is { } end ? UnixTime.From(end) : (long?)null,
                    }
                );
            },
            cancellationToken
        );

    public ValueTask<int> EndAsync(string? route, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                scope.RaiseWord();
                return route is null
                    ? scope.Execute("DELETE FROM maintenance")
                    : scope.Execute(
                        "DELETE FROM maintenance WHERE route = @route",
                        new { route = StoredText.Exact(route) }
                    );
            },
            cancellationToken
        );
}
