namespace Gatehouse.Decisions.Seeing;

/// <summary>
/// How often something is refused, against how often it used to be: counts of ten seconds, their mean with a half-life of
/// half an hour, and two windows that are high where they are far above it. A day's rhythm is followed; a jump is not.
/// <paramref name="known"/> steps went by without any.
/// </summary>
internal sealed class RefusalRate(int floor, int warmUp, int known)
{
    /// <summary>How long one count lasts.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    /// <summary>How many counts the long window has: ten minutes.</summary>
    public const int LongWindow = 60;

    private const int ShortWindow = 6;

    // The long window must not be high for what would be a quiet short one, ten times over.
    private const int LongFloorFactor = 3;

    // Half an hour's half-life in steps of ten seconds: 1 - 2^(-10/1800).
    private const double Weight = 0.00384;
    private const double Times = 3;
    private const double Deviations = 6;

    private readonly int[] _counts = new int[LongWindow];
    private int _place;
    private int _now;
    private int _learnt = known;
    private double _mean;

    /// <summary>How many were counted in the long window.</summary>
    public long Seen { get; private set; }

    /// <summary>How many there would be in the long window, were it as before the last count.</summary>
    public double Expected { get; private set; }

    /// <summary>Counts one.</summary>
    public void Count() => _now++;

    /// <summary>Begins with what was learnt before: so many in so many steps.</summary>
    public void Learn(long count, int steps)
    {
        _mean = (double)count / steps;
        _learnt = Math.Max(_learnt, Math.Max(warmUp, steps));
    }

    /// <summary>Ends a count; whether the rate is high.</summary>
    public bool Close()
    {
        var count = _now;
        _now = 0;
        Expected = _mean * LongWindow;
        Seen += count - _counts[_place];
        _counts[_place] = count;
        _place = (_place + 1) % LongWindow;
        var high =
            _learnt >= warmUp
            && (
                Recent() > Limit(_mean * ShortWindow, floor)
                || Seen > Limit(_mean * LongWindow, floor * LongFloorFactor)
            );

        // What is far above is not taken for the new usual at once, but neither is it held off for ever.
        _learnt++;
        var taken = _learnt <= warmUp ? count : Math.Min(count, Limit(_mean, floor / (double)ShortWindow));
        _mean += Math.Max(1.0 / _learnt, Weight) * (taken - _mean);
        return high;
    }

    private static double Limit(double expected, double floor) =>
        Math.Max(floor, (Times * expected) + (Deviations * Math.Sqrt(expected)));

    private int Recent()
    {
        var sum = 0;
        for (var back = 1; back <= ShortWindow; back++)
        {
            sum += _counts[(_place - back + LongWindow) % LongWindow];
        }

        return sum;
    }
}
