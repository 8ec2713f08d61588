using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Proxies;

/// <summary>The connections that the lab's proxies hold to its own places, so that a server here can tell who came through which.</summary>
internal sealed class ProxiedConnections
{
    private readonly ConcurrentDictionary<(string Address, int Port), LabPlace> _connections = new();

    /// <summary>Notes that a proxy speaks from this end.</summary>
    public void Add(EndPoint? end, LabPlace proxy)
    {
        if (end is IPEndPoint { Address: var address, Port: var port })
        {
            _connections[(Name(address), port)] = proxy;
        }
    }

    /// <summary>Forgets it.</summary>
    public void Remove(EndPoint? end)
    {
        if (end is IPEndPoint { Address: var address, Port: var port })
        {
            _connections.TryRemove((Name(address), port), out _);
        }
    }

    /// <summary>The proxy that a request came through, in a tunnel or not; null where it came by itself.</summary>
    public LabPlace? Of(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && _connections.TryGetValue((Name(address), context.Connection.RemotePort), out var place)
            ? place
            : null;

    private static string Name(IPAddress address) =>
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
