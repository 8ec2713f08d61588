using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Decisions.Admission;

namespace Gatehouse.Gateway.Countries;

/// <summary>
/// Countries from a database in MaxMind's format 2 (<c>.mmdb</c>): a binary tree over the bits of an address, whose leaves
/// point at records. A country is read where the usual databases have it: <c>country.iso_code</c>,
/// <c>registered_country.iso_code</c>, <c>country_code</c> or <c>country</c>.
/// </summary>
internal sealed class CountryTree : ICountries
{
    private const int LongestMetadata = 128 * 1024;
    private const int Separator = 16;

    // The marker's first three octets are no text in UTF-8.
    private static readonly byte[] Marker = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    private readonly byte[] _octets;
    private readonly int _nodes;
    private readonly int _recordBits;
    private readonly int _data;
    private readonly int _firstOfIPv4;
    private readonly bool _hasIPv6;

    private CountryTree(byte[] octets, int nodes, int recordBits, bool hasIPv6)
    {
        _octets = octets;
        _nodes = nodes;
        _recordBits = recordBits;
        _hasIPv6 = hasIPv6;
        _data = (nodes * (recordBits / 4)) + Separator;
        for (var bit = 0; hasIPv6 && bit < 96 && _firstOfIPv4 < nodes; bit++)
        {
            _firstOfIPv4 = Record(_firstOfIPv4, right: false);
        }
    }

    /// <summary>Whether octets are such a database, whole or not.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> octets) => MetadataOf(octets) >= 0;

    /// <summary>The database; null and the reason where it is damaged.</summary>
    public static CountryTree? Read(byte[] octets, out string? problem)
    {
        try
        {
            var metadata = new MaxMindRecord(octets, MetadataOf(octets)).At(MetadataOf(octets));
            var nodes = metadata.Number("node_count"u8);
            var bits = metadata.Number("record_size"u8);
            if (
                metadata.Number("binary_format_major_version"u8) != 2
                || bits is not (24 or 28 or 32)
                || metadata.Number("ip_version"u8) is not (4 or 6)
                || nodes is < 1 or > int.MaxValue / 8
                || (nodes * (bits / 4)) + Separator > octets.Length
            )
            {
                problem = "it is no MaxMind database of format 2, or not all of one";
                return null;
            }

            var tree = new CountryTree(octets, (int)nodes, (int)bits, metadata.Number("ip_version"u8) == 6);
            problem = tree.FaultOf();
            return problem is null ? tree : null;
        }
        catch (Exception exception)
            when (exception is FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            problem = "it is a damaged MaxMind database";
            return null;
        }
    }

    /// <inheritdoc/>
    public string CountryOf(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out var length);
        if (length == 16 && !_hasIPv6)
        {
            return ICountries.Unknown;
        }

        var node = length == 4 ? _firstOfIPv4 : 0;
        for (var bit = 0; bit < length * 8 && node < _nodes; bit++)
        {
            node = Record(node, (octets[bit >> 3] & (0x80 >> (bit & 7))) != 0);
        }

        return node > _nodes ? CountryAt(node) : ICountries.Unknown;
    }

    private static int MetadataOf(ReadOnlySpan<byte> octets)
    {
        var from = Math.Max(0, octets.Length - LongestMetadata);
        var place = octets[from..].LastIndexOf(Marker);
        return place < 0 ? -1 : from + place + Marker.Length;
    }

    private string CountryAt(int node)
    {
        var record = new MaxMindRecord(_octets, _data).At(_data + node - _nodes - Separator);
        return record.Text("country"u8, "iso_code"u8)
            ?? record.Text("registered_country"u8, "iso_code"u8)
            ?? record.Text("country_code"u8)
            ?? record.Text("country"u8)
            ?? ICountries.Unknown;
    }

    private int Record(int node, bool right)
    {
        var place = node * (_recordBits / 4);
        var octets = _octets.AsSpan(place, _recordBits / 4);
        return _recordBits switch
        {
            24 => Number(octets.Slice(right ? 3 : 0, 3)),
            28 => right
                ? Number(octets.Slice(4, 3)) | ((octets[3] & 0x0F) << 24)
                : Number(octets[..3]) | ((octets[3] & 0xF0) << 20),
            _ => checked((int)BinaryPrimitives.ReadUInt32BigEndian(octets[(right ? 4 : 0)..])),
        };
    }

    private static int Number(ReadOnlySpan<byte> octets) => (octets[0] << 16) | (octets[1] << 8) | octets[2];

    // Once, when the file is read: no record leads out of the tree or the data, so that no request meets the damage.
    private string? FaultOf()
    {
        var records = new HashSet<int>();
        for (var node = 0; node < _nodes; node++)
        {
            foreach (var right in (ReadOnlySpan<bool>)[false, true])
            {
                var value = Record(node, right);
                if (value > _nodes && records.Add(value))
                {
                    _ = CountryAt(value);
                }
            }
        }

        return records.Count == 0 ? "it names no country" : null;
    }
}
