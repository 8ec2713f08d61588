namespace Gatehouse.Gateway.Configuration;

/// <summary>Where metrics and traces are sent to (<c>telemetry</c>). Default: nowhere.</summary>
public sealed record TelemetryConfiguration
{
    /// <summary>The OTLP receiver, over HTTP, without the path of a signal; null sends nothing.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Whether traces are sent as well as metrics. Default: yes.</summary>
    public bool Traces { get; init; } = true;

    /// <summary>Which part of requests is traced: 0 to 1. Default: 0.1.</summary>
    public double Sample { get; init; } = 0.1;

    /// <summary>How often metrics are sent: 1s to 1h. Default: 60s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);
}
