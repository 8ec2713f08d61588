using System.Net;
using Gatehouse.Doctor.Names;

namespace Gatehouse.Doctor.Tests.Names;

/// <summary>A machine that takes names for what the test says and asks the name server of the test.</summary>
internal sealed class InventedNames(ZoneServer? server, string? hostsFile = null) : INameService
{
    private readonly Dictionary<string, IPAddress[]> _addresses = new(StringComparer.Ordinal)
    {
        ["ns.orders.test"] = [IPAddress.Loopback],
    };

    public IReadOnlyList<IPEndPoint> Resolvers => server is null ? [] : [server.Place];

    public int Port => server?.Place.Port ?? 53;

    public string? HostsFile => hostsFile;

    public InventedNames Takes(string name, params string[] addresses)
    {
        _addresses[name] = [.. addresses.Select(IPAddress.Parse)];
        return this;
    }

    public Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken token) =>
        Task.FromResult<IReadOnlyList<IPAddress>>(_addresses.GetValueOrDefault(name, []));
}
