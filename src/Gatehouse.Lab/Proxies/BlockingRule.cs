using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Proxies;

/// <summary>Blocks one host, in plain requests and in tunnels, as the filter of a company or a school does.</summary>
internal sealed class BlockingRule : IProxyRule
{
    /// <summary>The host that it does not like.</summary>
    public const string Host = "orders.lab.example";

    /// <inheritdoc/>
    public ProxyAnswer? Refuse(ProxyRequest request, string client) =>
        string.Equals(request.Destination?.Host, Host, StringComparison.OrdinalIgnoreCase)
            ? new ProxyAnswer(403, $"Access denied by network policy. Host: {Host}. Category: orders.\n")
            {
                Cause = Causes.Proxy.Blocked,
            }
            : null;
}
