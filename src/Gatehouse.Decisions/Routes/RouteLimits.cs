namespace Gatehouse.Decisions.Routes;

/// <summary>How much of a route one client may use.</summary>
/// <param name="PerSecond">Requests a second, or null.</param>
/// <param name="Burst">How many may come at once above that.</param>
/// <param name="Concurrent">Requests in flight, or null.</param>
public sealed record RouteLimits(double? PerSecond, int Burst, int? Concurrent);
