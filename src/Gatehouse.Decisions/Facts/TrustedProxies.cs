using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Decisions.Facts;

/// <summary>
/// Whose word about the client counts. Nobody's by default; a listed proxy's otherwise, and the list of addresses is
/// walked from the right, through listed proxies only, so that a client can add nothing that is believed.
/// </summary>
public sealed class TrustedProxies
{
    private const int MaximumHops = 32;

    private readonly IPNetwork[] _networks;

    /// <summary>The networks whose hosts are believed.</summary>
    public TrustedProxies(IEnumerable<IPNetwork> networks) => _networks = [.. networks];

    /// <summary>Nobody is believed.</summary>
    public static TrustedProxies None { get; } = new([]);

    /// <summary>Whether this address is listed.</summary>
    public bool Contains(IPAddress address)
    {
        if (_networks.Length == 0)
        {
            return false;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The client as the peer describes it, where the peer is trusted. A description that cannot be read describes the
    /// peer itself: nothing is skipped because of it.
    /// </summary>
    public ForwardedClient Resolve(IPAddress peer, bool tls, HeaderLines headers)
    {
        var plainPeer = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        if (!Contains(plainPeer))
        {
            return new ForwardedClient(plainPeer, tls, Host: null, Trusted: false);
        }

        var proto = Last(headers, "X-Forwarded-Proto");
        var https = proto is null ? tls : proto.Equals("https", StringComparison.OrdinalIgnoreCase);
        var client = WalkFromTheRight(plainPeer, headers, out var proxies);
        return new ForwardedClient(client, https, Last(headers, "X-Forwarded-Host"), Trusted: true)
        {
            Proxies = proxies,
        };
    }

    private IPAddress WalkFromTheRight(IPAddress peer, HeaderLines headers, out string proxies)
    {
        var client = peer;
        proxies = "";
        var hops = 0;
        for (var line = headers.Count("X-Forwarded-For") - 1; line >= 0; line--)
        {
            var rest = headers.Line("X-Forwarded-For", line).AsSpan();
            while (true)
            {
                var comma = rest.LastIndexOf(',');
                if (!TryReadAddress(rest[(comma + 1)..].Trim(), out var address) || ++hops > MaximumHops)
                {
                    return client;
                }

                // Who was the client until now has turned out to be a proxy.
                proxies = proxies.Length == 0 ? client.ToString() : $"{client}, {proxies}";
                client = address;
                if (!Contains(address))
                {
                    return client;
                }

                if (comma < 0)
                {
                    break;
                }

                rest = rest[..comma];
            }
        }

        return client;
    }

    private static bool TryReadAddress(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Length is 0 or > 64)
        {
            return false;
        }

        if (text[0] == '[')
        {
            var bracket = text.IndexOf(']');
            if (
                bracket < 0
                || (bracket + 1 < text.Length && text[bracket + 1] != ':')
                || !text[..bracket].Contains(':')
            )
            {
                return false;
            }

            text = text[1..bracket];
        }
        else if (text.Count(':') == 1)
        {
            text = text[..text.IndexOf(':')];
        }

        if (!IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        // TryParse also takes "1", "0x7f.1" and octal "010.0.0.1", which others read otherwise: only what is written as
        // addresses are is believed.
        if (parsed.AddressFamily == AddressFamily.InterNetwork)
        {
            Span<char> written = stackalloc char[15];
            if (!parsed.TryFormat(written, out var length) || !text.SequenceEqual(written[..length]))
            {
                return false;
            }
        }

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    private static string? Last(HeaderLines headers, string name)
    {
        var count = headers.Count(name);
        if (count == 0)
        {
            return null;
        }

        var value = headers.Line(name, count - 1)!;
        var comma = value.LastIndexOf(',');
        var last = comma < 0 ? value.Trim() : value[(comma + 1)..].Trim();
        return last.Length == 0 ? null : last;
    }
}
