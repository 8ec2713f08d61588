namespace Gatehouse.Gateway.Configuration;

/// <summary>What came of reading a configuration.</summary>
public sealed record ConfigurationResult
{
    /// <summary>The configuration; null where a problem is an error.</summary>
    public GatehouseConfiguration? Configuration { get; init; }

    /// <summary>Every problem, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; init; } = [];
}
