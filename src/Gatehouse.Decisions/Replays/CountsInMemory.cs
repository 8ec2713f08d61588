using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gatehouse.Decisions.Replays;

/// <summary>
/// Counts in the memory of this process. Bounded: of each nonce the last <see cref="Reach"/> counts below the highest are
/// known, in whatever order requests arrive; of nonces as many as there is room for, the newest. What is not known any more
/// is told as forgotten, never as a first use.
/// </summary>
public sealed class CountsInMemory : IUseCounts
{
    /// <summary>How far a count may lie behind the highest one.</summary>
    public const int Reach = 256;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, UseWindow> _windows = [];
    private readonly int _capacity;
    private DateTimeOffset _forgottenUpTo;

    /// <summary>
    /// With room for so many nonces. What was issued before <paramref name="since"/> is told as forgotten: a process that has
    /// just begun does not know what was used before.
    /// </summary>
    public CountsInMemory(int capacity = 65_536, DateTimeOffset since = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _capacity = capacity;
        _forgottenUpTo = since == default ? since : since - TimeSpan.FromMilliseconds(1);
        Origin = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
    }

    /// <inheritdoc/>
    public long Origin { get; }

    /// <inheritdoc/>
    public ValueTask<CountUse> UseAsync(
        UInt128 nonce,
        DateTimeOffset issuedAt,
        DateTimeOffset until,
        uint count,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => new(Use(nonce, issuedAt, until, count, now));

    /// <summary>Uses a count of a nonce (see <see cref="UseAsync"/>).</summary>
    public CountUse Use(UInt128 nonce, DateTimeOffset issuedAt, DateTimeOffset until, uint count, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_windows.TryGetValue(nonce, out var window))
            {
                return window.Use(count);
            }

            // It may be one of those that had to make room.
            if (issuedAt <= _forgottenUpTo)
            {
                return CountUse.Forgotten;
            }

            if (_windows.Count >= _capacity)
            {
                MakeRoom(now);
                if (issuedAt <= _forgottenUpTo)
                {
                    return CountUse.Forgotten;
                }
            }

            _windows.Add(nonce, new UseWindow(issuedAt, until, count));
            return CountUse.First;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (nonce, window) in _windows)
        {
            if (window.Until + Grace <= now)
            {
                _windows.Remove(nonce);
            }
        }

        if (_windows.Count < _capacity)
        {
            return;
        }

        var order = _windows.Values.Select(window => window.IssuedAt).Order().ToArray();
        _forgottenUpTo = order[_capacity / 2];
        foreach (var (nonce, window) in _windows)
        {
            if (window.IssuedAt <= _forgottenUpTo)
            {
                _windows.Remove(nonce);
            }
        }
    }
}
