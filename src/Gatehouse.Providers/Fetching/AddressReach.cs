using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Providers.Fetching;

/// <summary>Tells addresses of the internet from those of one's own network (RFC 6890 and its registries).</summary>
internal static class AddressReach
{
    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_sixToFour = IPNetwork.Parse("2002::/16");

    private static readonly (IPNetwork Network, Reach Reach)[] s_special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), Reach.Loopback),
        (IPNetwork.Parse("127.0.0.0/8"), Reach.Loopback),
        (IPNetwork.Parse("169.254.0.0/16"), Reach.LinkLocal),
        (IPNetwork.Parse("10.0.0.0/8"), Reach.Private),
        (IPNetwork.Parse("100.64.0.0/10"), Reach.Private),
        (IPNetwork.Parse("172.16.0.0/12"), Reach.Private),
        (IPNetwork.Parse("192.0.0.0/24"), Reach.Private),
        (IPNetwork.Parse("192.168.0.0/16"), Reach.Private),
        (IPNetwork.Parse("198.18.0.0/15"), Reach.Private),
        (IPNetwork.Parse("224.0.0.0/3"), Reach.Nobody),
        (IPNetwork.Parse("::/127"), Reach.Loopback),
        (IPNetwork.Parse("fe80::/10"), Reach.LinkLocal),
        (IPNetwork.Parse("fc00::/7"), Reach.Private),
        (IPNetwork.Parse("fec0::/10"), Reach.Private),
        (IPNetwork.Parse("64:ff9b:1::/48"), Reach.Private),
        (IPNetwork.Parse("ff00::/8"), Reach.Nobody),
    ];

    public static Reach Of(IPAddress address)
    {
        IPAddress plain = Embedded(address);
        foreach ((IPNetwork network, Reach reach) in s_special)
        {
            if (network.Contains(plain))
            {
                return reach;
            }
        }
        return Reach.Public;
    }

    /// <summary>What a host part says by itself, without asking for names; null for a name.</summary>
    public static Reach? OfLiteral(string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return Of(address);
        }
        string name = host.TrimEnd('.');
        return
            name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            ? Reach.Loopback
            : null;
    }

    /// <summary>The IPv4 address that an IPv6 one leads to, or the address itself.</summary>
    private static IPAddress Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }
        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        if (s_translated.Contains(address))
        {
            return new IPAddress(bytes[12..]);
        }
        if (s_sixToFour.Contains(address))
        {
            return new IPAddress(bytes[2..6]);
        }
        // The long deprecated ::a.b.c.d; ::0 and ::1 are their own.
        return bytes[..12].IndexOfAnyExcept((byte)0) < 0 && BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) > 1
            ? new IPAddress(bytes[12..])
            : address;
    }
}
