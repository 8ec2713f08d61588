using Gatehouse.Decisions.Remembered;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// How often each address has lately asked for a password to be compared without its being right; it runs off by itself.
/// A table of fixed size in which each address has several places and the least of them counts: where one is shared with an
/// address that guesses, another tells the two apart.
/// </summary>
internal sealed class AskedInVain(TimeProvider time)
{
    private const int Rows = 4;
    private const int PlacesOfRow = 16_384;
    private const double SecondsForOne = 10;

    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly double[] _counts = new double[Rows * PlacesOfRow];
    private readonly long[] _at = new long[Rows * PlacesOfRow];

    /// <summary>Counts one, and says how many there were.</summary>
    public double Add(UInt128 address)
    {
        var (places, now) = (PlacesOf(address), time.GetTimestamp());
        var least = double.MaxValue;
        for (var row = 0; row < Rows; row++)
        {
            var place = Place(places, row);
            var before = Current(place, now);
            least = Math.Min(least, before);
            _counts[place] = before + 1;
        }

        return least;
    }

    /// <summary>Takes one back: it was right.</summary>
    public void TakeBack(UInt128 address)
    {
        var (places, now) = (PlacesOf(address), time.GetTimestamp());
        for (var row = 0; row < Rows; row++)
        {
            var place = Place(places, row);
            _counts[place] = Math.Max(0, Current(place, now) - 1);
        }
    }

    private double Current(int place, long now)
    {
        var passed = time.GetElapsedTime(_at[place], now).TotalSeconds;
        _at[place] = now;
        return _counts[place] = Math.Max(0, _counts[place] - (passed / SecondsForOne));
    }

    private static int Place(UInt128 places, int row) =>
        (row * PlacesOfRow) + (int)((uint)(places >> (row * 32)) % PlacesOfRow);

    private UInt128 PlacesOf(UInt128 address)
    {
        var hash = _hash.Start();
        hash.Add((ulong)(address >> 64));
        hash.Add((ulong)address);
        return hash.Finish();
    }
}
