namespace Gatehouse.Gateway.Configuration;

/// <summary>How the gateway ends when it is told to (<c>shutdown</c>).</summary>
public sealed record ShutdownConfiguration
{
    /// <summary>
    /// How long it goes on answering as not ready before it takes no more connections, so that balancers have seen it: 0s
    /// to 5m. Default: 5s.
    /// </summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long what is under way may take to end: 1s to 1h. Default: 20s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(20);
}
