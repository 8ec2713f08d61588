using System.Net;

namespace Gatehouse.Doctor.Names;

/// <summary>What this machine knows about names, and whom it can ask.</summary>
internal interface INameService
{
    /// <summary>The addresses that programs on this machine get for the name; empty for none.</summary>
    Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken token);

    /// <summary>The resolvers that this machine asks.</summary>
    IReadOnlyList<IPEndPoint> Resolvers { get; }

    /// <summary>The port at which the name servers of zones listen.</summary>
    int Port { get; }

    /// <summary>The file in which names are given addresses by hand; null for none.</summary>
    string? HostsFile { get; }
}
