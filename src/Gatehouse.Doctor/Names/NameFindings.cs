using System.Net;

namespace Gatehouse.Doctor.Names;

/// <summary>What was found out about the host's name.</summary>
/// <param name="Host">The name.</param>
/// <param name="Here">The addresses that this machine takes it for.</param>
internal sealed record NameFindings(string Host, IReadOnlyList<IPAddress> Here)
{
    /// <summary>The zone that the name ends in, aliases followed; null where it was not found.</summary>
    public string? Zone { get; init; }

    /// <summary>The addresses that the zone's own servers give; empty where none answered for the zone.</summary>
    public IReadOnlyList<IPAddress> ByZone { get; init; } = [];

    /// <summary>The name of the zone's server that was asked; null where none answered.</summary>
    public string? ZoneServer { get; init; }

    /// <summary>The line of the hosts file that gives the name an address, as <c>FILE:LINE</c>; null for none.</summary>
    public string? ByHand { get; init; }

    /// <summary>Whether this machine's addresses and those of the zone's servers have none in common.</summary>
    public bool Differ => ByZone.Count > 0 && !Here.Intersect(ByZone).Any();
}
