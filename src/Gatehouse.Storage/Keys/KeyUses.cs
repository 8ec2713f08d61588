using System.Collections.Concurrent;
using Gatehouse.Decisions;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Keys;

/// <summary>When keys were last used, gathered in memory and written in batches.</summary>
internal sealed class KeyUses(KeyTable table)
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

    /// <summary>Writes what was gathered; what cannot be written is kept for the next time.</summary>
    public async ValueTask FlushAsync()
    {
        List<KeyValuePair<string, long>> uses = [];
        foreach (var use in _latest)
        {
            if (_latest.TryRemove(use))
            {
                uses.Add(use);
            }
        }

        if (uses.Count == 0)
        {
            return;
        }

        try
        {
            await table.NoteUsedAsync(uses, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            foreach (var (id, instant) in uses)
            {
                Note(id, UnixTime.To(instant));
            }
        }
    }
}
