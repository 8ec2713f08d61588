using System.Net;

namespace Gatehouse.Decisions.Facts;

/// <summary>The client behind a connection.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Https">Whether it used https.</param>
/// <param name="Host">The host it asked for as a trusted proxy says, or null.</param>
/// <param name="Trusted">Whether the peer is a trusted proxy.</param>
public readonly record struct ForwardedClient(IPAddress Address, bool Https, string? Host, bool Trusted)
{
    /// <summary>The trusted proxies between the client and us, the farthest first, comma-separated; empty for none.</summary>
    public string Proxies { get; init; } = "";
}
