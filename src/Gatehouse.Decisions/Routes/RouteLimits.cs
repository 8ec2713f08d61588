using Gatehouse.Decisions.Admission;

namespace Gatehouse.Decisions.Routes;

/// <summary>How much of a route may be used.</summary>
/// <param name="PerSecond">Requests a second of one client, or null.</param>
/// <param name="Burst">How many may come at once above that.</param>
/// <param name="Concurrent">Requests of one client in flight, or null.</param>
public sealed record RouteLimits(double? PerSecond, int Burst, int? Concurrent)
{
    /// <summary>In how many seconds the rate was configured: the window that clients are told.</summary>
    public int Window { get; init; } = 1;

    /// <summary>How much one user may use, from whatever addresses; null for any amount.</summary>
    public RouteLimits? PerUser { get; init; }

    /// <summary>How much all clients together may use; null for any amount.</summary>
    public RouteLimits? PerRoute { get; init; }

    /// <summary>How many requests may come at once.</summary>
    internal int Capacity => Math.Max(Burst, 1);

    /// <summary>What has been used of limits that are not counted for each client.</summary>
    internal ClientBucket Shared { get; } = new();
}
