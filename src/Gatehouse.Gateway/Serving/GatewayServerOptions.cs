using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Serving;

/// <summary>With what a gateway starts.</summary>
public sealed record GatewayServerOptions
{
    /// <summary>The configuration.</summary>
    public required GatehouseConfiguration Configuration { get; init; }

    /// <summary>The file it was read from, which is watched; null for embedded defaults.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where lines for the operator go; none holds anything that signs anyone in.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
