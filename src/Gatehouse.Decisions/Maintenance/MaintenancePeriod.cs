namespace Gatehouse.Decisions.Maintenance;

/// <summary>That works go on.</summary>
/// <param name="Route">The name of the route that is closed by them, or null: the whole site.</param>
/// <param name="Since">When they began.</param>
/// <param name="Until">When they end by themselves, or null: when somebody says so.</param>
public sealed record MaintenancePeriod(string? Route, DateTimeOffset Since, DateTimeOffset? Until);
