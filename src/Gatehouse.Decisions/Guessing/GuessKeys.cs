using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Decisions.Remembered;

namespace Gatehouse.Decisions.Guessing;

/// <summary>
/// Under which numbers users and addresses are counted: hashes under a key of the site's, so that they outlive a restart
/// and nobody can tell which meet.
/// </summary>
public sealed class GuessKeys
{
    /// <summary>The key's length in octets.</summary>
    public const int KeyLength = 16;

    private readonly KeyedHash _hash;

    /// <summary>With the site's key.</summary>
    public GuessKeys(ReadOnlySpan<byte> key) =>
        _hash = new KeyedHash(
            BinaryPrimitives.ReadUInt64LittleEndian(key),
            BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..])
        );

    /// <summary>The one number of an address: IPv6 by /64, since one subscriber has a whole one.</summary>
    public UInt128 OfAddress(IPAddress address) => Hash(GuessKind.Address, Fold(address), "");

    /// <summary>The number of an address's counter for keys.</summary>
    public UInt128 OfKeys(IPAddress address) => Hash(GuessKind.Key, Fold(address), "");

    /// <summary>
    /// As whom a client that is no user is known: below every user's number.
    /// </summary>
    public long SubjectOf(string client) => -1 - (long)((ulong)Hash(GuessKind.User, UInt128.Zero, client) >> 2);

    /// <summary>The number of a user's counter, whether there is such a user or not.</summary>
    public UInt128 OfUser(GuessKind kind, string name) => Hash(kind, UInt128.Zero, name);

    /// <summary>The number of a user's counter at one address.</summary>
    public UInt128 OfPair(string name, IPAddress address) => Hash(GuessKind.Pair, Fold(address), name);

    /// <summary>The number of a device's counter.</summary>
    public UInt128 OfDevice(string id) => Hash(GuessKind.Device, UInt128.Zero, id);

    /// <summary>Which user a counter belongs to.</summary>
    public uint OwnerOf(string name) => (uint)OfUser(GuessKind.User, name) | 1;

    /// <summary>An address as its /64 or itself: what one subscriber has.</summary>
    public static UInt128 Fold(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        octets.Clear();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6)
        {
            address.TryWriteBytes(octets, out _);
            octets[8..].Clear();
        }
        else
        {
            // As it would stand in IPv6, whichever way it came.
            octets[10] = octets[11] = 0xFF;
            address.MapToIPv4().TryWriteBytes(octets[12..], out _);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(octets);
    }

    private UInt128 Hash(GuessKind kind, UInt128 address, string text)
    {
        var hash = _hash.Start();
        hash.Add((ulong)kind);
        hash.Add((ulong)(address >> 64));
        hash.Add((ulong)address);
        hash.AddText(text);
        return hash.Finish();
    }
}
