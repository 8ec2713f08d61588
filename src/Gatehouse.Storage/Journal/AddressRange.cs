using System.Globalization;
using System.Net;

namespace Gatehouse.Storage.Journal;

/// <summary>One address or a network, IPv4 alike whether written plainly or mapped into IPv6.</summary>
internal sealed class AddressRange
{
    private readonly IPNetwork _network;

    private AddressRange(IPNetwork network) => _network = network;

    /// <summary>The range of a text, <c>192.0.2.7</c> or <c>192.0.2.7/24</c>, or null where it is none.</summary>
    public static AddressRange? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return null;
        }

        var written = address.GetAddressBytes().Length * 8;
        address = Plain(address);
        var bits = address.GetAddressBytes().Length * 8;
        if (slash < 0)
        {
            return new(new IPNetwork(address, bits));
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix))
        {
            return null;
        }

        prefix -= written - bits;
        return prefix < 0 || prefix > bits ? null : new(new IPNetwork(Masked(address, prefix), prefix));
    }

    /// <summary>Whether an address, as text, lies in the range.</summary>
    public bool Contains(string? address) =>
        IPAddress.TryParse(address, out var parsed) && _network.Contains(Plain(parsed));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            var kept = Math.Clamp(prefix - (index * 8), 0, 8);
            bytes[index] &= (byte)(0xFF << (8 - kept));
        }

        return new(bytes);
    }
}
