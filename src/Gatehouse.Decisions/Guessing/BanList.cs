using System.Collections.Concurrent;
using System.Net;

namespace Gatehouse.Decisions.Guessing;

/// <summary>The bans that this process knows of: its own at once, those of others when it has asked the store.</summary>
public sealed class BanList : IBans
{
    /// <summary>How many bans are kept; where there are more, those that end first give way.</summary>
    public const int Most = 10_000;

    private readonly ConcurrentDictionary<UInt128, Ban> _bans = [];
    private volatile bool _any;

    /// <inheritdoc/>
    public Ban? Find(IPAddress address, DateTimeOffset now) =>
        _any && _bans.TryGetValue(GuessKeys.Fold(address), out var ban) && ban.IsInForce(now) ? ban : null;

    /// <summary>The bans in force, and those that make a next one longer.</summary>
    public IReadOnlyCollection<Ban> All => [.. _bans.Values];

    /// <summary>Bans an address; the ban, or null where it is banned already.</summary>
    internal Ban? Add(IPAddress address, int names, DateTimeOffset now)
    {
        var key = GuessKeys.Fold(address);
        var previous = _bans.GetValueOrDefault(key);
        if (previous?.IsInForce(now) == true)
        {
            return null;
        }

        if (_bans.Count >= Most)
        {
            MakeRoom();
        }

        var ban = Ban.After(previous, address, names, now);
        _bans[key] = ban;
        _any = true;
        return ban;
    }

    /// <summary>Takes over what the store keeps; what it does not keep (any more) is lifted.</summary>
    internal void Replace(IReadOnlyCollection<Ban> kept)
    {
        var keys = new HashSet<UInt128>();
        foreach (var ban in kept)
        {
            var key = GuessKeys.Fold(ban.Network.BaseAddress);
            keys.Add(key);
            _bans[key] = ban;
        }

        foreach (var key in _bans.Keys)
        {
            if (!keys.Contains(key))
            {
                _bans.TryRemove(key, out _);
            }
        }

        _any = !_bans.IsEmpty;
    }

    private void MakeRoom()
    {
        foreach (var (key, _) in _bans.OrderBy(ban => ban.Value.Until).Take(Most / 10))
        {
            _bans.TryRemove(key, out _);
        }
    }
}
