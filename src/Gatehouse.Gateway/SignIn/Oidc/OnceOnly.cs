namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>Remembers what may be used once, for as long as it could be used again; bounded.</summary>
internal sealed class OnceOnly(TimeProvider time)
{
    private const int AtMost = 50_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset Until)> _order = new();

    /// <summary>Whether this is the first use.</summary>
    public bool TryUse(string id, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until <= now || _order.Count >= AtMost))
            {
                _used.Remove(_order.Dequeue().Id);
            }

            if (!_used.Add(id))
            {
                return false;
            }

            _order.Enqueue((id, now + lifetime));
            return true;
        }
    }

    /// <summary>Whether it was used.</summary>
    public bool WasUsed(string id)
    {
        lock (_lock)
        {
            return _used.Contains(id);
        }
    }
}
