using System.Collections.Concurrent;
using System.Security.Cryptography;
using Gatehouse.Decisions;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Keyring;

/// <summary>
/// Node numbers. A number is free a day after its last renewal, and a process that lives renews its own every hour: so
/// two never write references under the same number within a day.
/// </summary>
internal sealed class NodeLeases(Writer writer, TimeProvider timeProvider)
{
    private const int Numbers = ushort.MaxValue + 1;
    private const int RandomTries = 64;

    private static readonly TimeSpan Quarantine = TimeSpan.FromDays(1);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ushort, DateTimeOffset> _held = new();

    public async ValueTask<ushort> LeaseAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var node = await writer.WriteAsync(scope => Lease(scope, now), cancellationToken);
        _held[node] = now;
        return node;
    }

    /// <summary>Renews what this process holds and is due; a failure is made good the next time.</summary>
    public async ValueTask RenewAsync()
    {
        var now = timeProvider.GetUtcNow();
        foreach (var (node, renewed) in _held)
        {
            if (now - renewed < RenewalInterval)
            {
                continue;
            }

            try
            {
                await writer.WriteAsync(scope => Take(scope, node, now), CancellationToken.None);
                _held[node] = now;
            }
            catch (StoreUnavailableException)
            {
                return;
            }
        }
    }

    private static ushort Lease(WriteScope scope, DateTimeOffset now)
    {
        scope.Execute(
            "DELETE FROM node_lease WHERE leased_at <= @ended",
            new { ended = UnixTime.From(now - Quarantine) }
        );
        for (var attempt = 0; attempt < RandomTries; attempt++)
        {
            var node = (ushort)RandomNumberGenerator.GetInt32(Numbers);
            if (
                scope.Scalar<long?>("SELECT node FROM node_lease WHERE node = @node", new { node = (long)node }) is null
            )
            {
                Take(scope, node, now);
                return node;
            }
        }

        HashSet<long> taken = [];
        using (var rows = scope.Query("SELECT node FROM node_lease"))
        {
            while (rows.Read())
            {
                taken.Add(rows.GetInt64(0));
            }
        }

        for (var node = 0; node < Numbers; node++)
        {
            if (!taken.Contains(node))
            {
                Take(scope, (ushort)node, now);
                return (ushort)node;
            }
        }

        throw new StoreUnavailableException("Every node number was leased within the last day; try again later.");
    }

    private static int Take(WriteScope scope, ushort node, DateTimeOffset now) =>
        scope.Execute(
            "INSERT INTO node_lease (node, leased_at) VALUES (@node, @at) ON CONFLICT (node) DO UPDATE SET leased_at = @at",
            new { node = (long)node, at = UnixTime.From(now) }
        );
}
