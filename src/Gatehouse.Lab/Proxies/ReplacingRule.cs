using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Basic;

namespace Gatehouse.Lab.Proxies;

/// <summary>Puts a name and a password of its own into <c>Authorization</c>, whatever stood there.</summary>
internal sealed class ReplacingRule : IProxyRule
{
    /// <summary>The name that it puts there; the lab has no account of that name.</summary>
    public const string Name = "lab-proxy";

    private static readonly LabField _own = new(
        "Authorization",
        "Basic " + BasicCredentials.Encode(Name, LabAccount.Password)
    );

    /// <inheritdoc/>
    public ProxyRequest Change(ProxyRequest request)
    {
        var bare = request.Without("Authorization");
        return bare with { Fields = [.. bare.Fields, _own] };
    }
}
