namespace Gatehouse.Lab.Proxies;

/// <summary>What one of the lab's proxies does to what comes through it.</summary>
internal interface IProxyRule
{
    /// <summary>An answer of its own in place of the site's; null where the request is passed on.</summary>
    ProxyAnswer? Refuse(ProxyRequest request, string client) => null;

    /// <summary>The request as it is passed on; a tunnel is passed on as it is.</summary>
    ProxyRequest Change(ProxyRequest request) => request;

    /// <summary>What a request gets that is meant for the proxy itself.</summary>
    ProxyAnswer Serve(ProxyRequest request, string client) =>
        new(400, "This is a forward proxy. Give its address to your client: curl -x, or http_proxy.\n");
}
