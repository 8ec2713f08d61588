using System.Collections.Concurrent;
using Gatehouse.Decisions;

namespace Gatehouse.Storage.Sqlite;

/// <summary>When things were last used, gathered in memory by their ids and written in batches.</summary>
internal sealed class LatestUses(
    Func<IReadOnlyList<KeyValuePair<string, long>>, CancellationToken, ValueTask> writeAsync
)
{
    private readonly ConcurrentDictionary<string, long> _latest = new(StringComparer.Ordinal);

    public void Note(string id, DateTimeOffset at)
    {
        var instant = UnixTime.From(at);
        if (!_latest.TryGetValue(id, out var known) || known < instant)
        {
            _latest.AddOrUpdate(
                id,
                static (_, given) => given,
                static (_, kept, given) => Math.Max(kept, given),
                instant
            );
        }
    }

    /// <summary>What is noted of this id and not written yet, or null.</summary>
    public DateTimeOffset? Find(string id) => _latest.TryGetValue(id, out var instant) ? UnixTime.To(instant) : null;

    /// <summary>Writes what was gathered; what cannot be written is kept for the next time.</summary>
    public async ValueTask FlushAsync()
    {
        var uses = _latest.ToArray();
        if (uses.Length == 0)
        {
            return;
        }

        try
        {
            await writeAsync(uses, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return;
        }

        // Only now: until it is written, whoever asks finds it here. What was used again meanwhile stays.
        foreach (var use in uses)
        {
            _latest.TryRemove(use);
        }
    }
}
