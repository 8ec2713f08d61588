namespace Gatehouse.Decisions.Tests.Seeing;

/// <summary>Chance that comes out the same every time (xorshift).</summary>
internal sealed class Chance(uint seed)
{
    private uint _state = (seed * 2_654_435_761) | 1;

    /// <summary>A number that is Poisson-distributed about the mean.</summary>
    public int Poisson(double mean)
    {
        if (mean > 50)
        {
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        }

        var (limit, product, count) = (Math.Exp(-mean), Next(), 0);
        while (product > limit)
        {
            product *= Next();
            count++;
        }

        return count;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(Next())) * Math.Cos(2 * Math.PI * Next());

    private double Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (_state + 1.0) / 4_294_967_298.0;
    }
}
