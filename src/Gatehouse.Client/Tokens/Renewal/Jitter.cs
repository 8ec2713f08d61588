using System.Security.Cryptography;

namespace Gatehouse.Client.Tokens.Renewal;

/// <summary>Chance, so that many programs that began at once do not go on at once.</summary>
internal static class Jitter
{
    private const int Steps = 1_000_000;

    /// <summary>A span between a share of the given one and all of it.</summary>
    public static TimeSpan Within(TimeSpan span, double least) =>
        span * (least + ((1 - least) * RandomNumberGenerator.GetInt32(Steps + 1) / Steps));
}
