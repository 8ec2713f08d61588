namespace Gatehouse.Decisions.Replays;

/// <summary>The highest count of one nonce, and which of those below it were used.</summary>
internal sealed class UseWindow
{
    private const int WordLength = 64;

    // Bit n stands for the count that lies n below the highest.
    private readonly ulong[] _used = new ulong[CountsInMemory.Reach / WordLength];
    private uint _highest;

    public UseWindow(DateTimeOffset issuedAt, DateTimeOffset until, uint first)
    {
        IssuedAt = issuedAt;
        Until = until;
        _highest = first;
        _used[0] = 1;
    }

    public DateTimeOffset IssuedAt { get; }

    public DateTimeOffset Until { get; }

    public CountUse Use(uint count)
    {
        if (count > _highest)
        {
            Shift(count - _highest);
            _highest = count;
            _used[0] |= 1;
            return CountUse.First;
        }

        var behind = _highest - count;
        if (behind >= CountsInMemory.Reach)
        {
            return CountUse.Forgotten;
        }

        ref var word = ref _used[behind / WordLength];
        var bit = 1UL << (int)(behind % WordLength);
        if ((word & bit) != 0)
        {
            return CountUse.Repeated;
        }

        word |= bit;
        return CountUse.First;
    }

    private void Shift(uint by)
    {
        if (by >= CountsInMemory.Reach)
        {
            Array.Clear(_used);
            return;
        }

        var words = (int)(by / WordLength);
        var bits = (int)(by % WordLength);
        for (var i = _used.Length - 1; i >= 0; i--)
        {
            var from = i - words;
            var moved = from >= 0 ? _used[from] << bits : 0;
            if (bits > 0 && from > 0)
            {
                moved |= _used[from - 1] >> (WordLength - bits);
            }

            _used[i] = moved;
        }
    }
}
