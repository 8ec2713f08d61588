namespace Gatehouse.Gateway.Endpoints;

/// <summary>One of the things that judging requests needs.</summary>
/// <param name="Name">What it is: <c>store</c>, <c>provider corp</c>.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it does not stand well, or null.</param>
internal sealed record ServicePart(string Name, PartState State, string? Reason)
{
    public static ServicePart Up(string name) => new(name, PartState.Up, Reason: null);

    /// <summary>It goes on with what it has; taking requests elsewhere would better nothing.</summary>
    public static ServicePart Degraded(string name, string reason) => new(name, PartState.Degraded, reason);

    public static ServicePart Down(string name, string reason) => new(name, PartState.Down, reason);
}
