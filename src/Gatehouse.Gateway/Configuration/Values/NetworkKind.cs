using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A network of IP addresses, or one.</summary>
internal sealed class NetworkKind : ScalarKind<IPNetwork>
{
    /// <inheritdoc/>
    public override string Kind => "network";

    /// <inheritdoc/>
    public override string Explanation =>
        "An IP address with the length of its prefix: `203.0.113.0/24`, `\"2001:db8::/32\"`. An address alone is that one "
        + "address. Bits beyond the prefix must be 0.";

    /// <inheritdoc/>
    protected override string Pattern => "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$";

    /// <inheritdoc/>
    public override ScalarReading<IPNetwork> Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var addressText = slash < 0 ? text : text[..slash];
        if (!TryReadAddress(addressText, out var address))
        {
            return Bad("that is no IP address or network", "For example 203.0.113.0/24 or 2001:db8::/32.");
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (
            slash >= 0
            && (
                !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length)
                || length > bits
            )
        )
        {
            return Bad(string.Create(CultureInfo.InvariantCulture, $"the prefix is a number from 0 to {bits}"));
        }

        var start = Mask(address, length);
        return start.Equals(address)
            ? Good(new IPNetwork(address, length))
            : Bad(
                "bits beyond the prefix are set",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Write {start}/{length} for the network, or {address} for the one address."
                )
            );
    }

    // IPAddress.TryParse also takes "1", "0x7f.1" and "010.0.0.1": only the written-out decimal form is meant here.
    private static bool TryReadAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        address = parsed;
        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? !parsed.IsIPv4MappedToIPv6
            : parsed.ToString() == text;
    }

    private static IPAddress Mask(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
