namespace Gatehouse.Gateway.Configuration;

/// <summary>How the gateway writes its log (<c>log</c>).</summary>
public sealed record LogConfiguration
{
    /// <summary>The form of its lines. Default: text.</summary>
    public LogFormat Format { get; init; }
}
