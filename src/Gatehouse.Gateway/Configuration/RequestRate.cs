namespace Gatehouse.Gateway.Configuration;

/// <summary>So many requests in a time.</summary>
/// <param name="Count">How many, 1 to 1,000,000.</param>
/// <param name="Per">In which time: a second, a minute, an hour or a day.</param>
public sealed record RequestRate(int Count, TimeSpan Per)
{
    /// <summary>The same as requests a second.</summary>
    public double PerSecond => Count / Per.TotalSeconds;
}
