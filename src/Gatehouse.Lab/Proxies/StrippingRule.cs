namespace Gatehouse.Lab.Proxies;

/// <summary>Takes <c>Authorization</c> away.</summary>
internal sealed class StrippingRule : IProxyRule
{
    /// <inheritdoc/>
    public ProxyRequest Change(ProxyRequest request) => request.Without("Authorization");
}
