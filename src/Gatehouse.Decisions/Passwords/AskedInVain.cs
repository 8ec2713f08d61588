using Gatehouse.Decisions.Remembered;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// How often each address has lately asked for a password to be compared without its being right; it runs off by itself.
/// A table of fixed size: addresses whose hashes meet share a number, which costs them a turn at most.
/// </summary>
internal sealed class AskedInVain(TimeProvider time)
{
    private const int Places = 16_384;
    private const double SecondsForOne = 10;

    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly double[] _counts = new double[Places];
    private readonly long[] _at = new long[Places];

    /// <summary>Counts one, and says how many there were.</summary>
    public double Add(UInt128 address)
    {
        var place = PlaceOf(address);
        var before = Current(place);
        _counts[place] = before + 1;
        return before;
    }

    /// <summary>Takes one back: it was right.</summary>
    public void TakeBack(UInt128 address)
    {
        var place = PlaceOf(address);
        _counts[place] = Math.Max(0, Current(place) - 1);
    }

    private double Current(int place)
    {
        var now = time.GetTimestamp();
        var passed = _at[place] == 0 ? 0 : time.GetElapsedTime(_at[place], now).TotalSeconds;
        _at[place] = now;
        return _counts[place] = Math.Max(0, _counts[place] - (passed / SecondsForOne));
    }

    private int PlaceOf(UInt128 address)
    {
        var hash = _hash.Start();
        hash.Add((ulong)(address >> 64));
        hash.Add((ulong)address);
        return (int)((ulong)hash.Finish() % Places);
    }
}
