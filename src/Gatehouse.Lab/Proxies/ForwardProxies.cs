using System.Net;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Serving;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Lab.Proxies;

/// <summary>The forward proxies of the lab, one a place. They lead to the lab's own places and nowhere else.</summary>
internal sealed class ForwardProxies
{
    private readonly LabParts _parts;
    private readonly LabRequests _requests;
    private readonly Dictionary<LabPlace, IProxyRule> _rules;

    public ForwardProxies(LabParts parts, LabRequests requests)
    {
        _parts = parts;
        _requests = requests;
        _rules = new()
        {
            [LabPlace.ForwardProxy] = new CredentialsRule(),
            [LabPlace.StrippingProxy] = new StrippingRule(),
            [LabPlace.ReplacingProxy] = new ReplacingRule(),
            [LabPlace.BlockingProxy] = new BlockingRule(),
            [LabPlace.Portal] = new PortalRule(parts.Addresses),
        };
    }

    /// <summary>What serves the connections of a place; null where it is no proxy.</summary>
    public ConnectionDelegate? Of(LabPlace place) =>
        _rules.TryGetValue(place, out var rule)
            ? connection =>
                new ProxyConnection(_parts, _requests, place, rule).ServeAsync(
                    connection.Transport,
                    (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "",
                    connection.ConnectionClosed
                )
            : null;
}
