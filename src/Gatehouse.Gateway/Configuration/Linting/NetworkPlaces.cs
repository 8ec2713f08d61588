using System.Net;
using System.Net.Sockets;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>Which addresses only one's own network carries requests to.</summary>
internal static class NetworkPlaces
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("::1/128"),
    ];

    /// <summary>Whether an address is for private use (RFC 1918, RFC 4193, RFC 6598).</summary>
    public static bool IsPrivate(IPAddress address) => Private.Any(network => network.Contains(address));

    /// <summary>Whether requests to a URL leave one's own network; a name without a dot is one of one's own.</summary>
    public static bool LeavesTheNetwork(Uri url) =>
        !UrlKind.IsLoopback(url)
        && (
            IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
                ? !IsPrivate(address)
                : url.Host.Contains('.', StringComparison.Ordinal)
                    && !url.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
                    && !url.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
        );
}
