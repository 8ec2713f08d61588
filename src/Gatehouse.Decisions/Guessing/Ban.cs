using System.Net;

namespace Gatehouse.Decisions.Guessing;

/// <summary>An address that may not come for a while, because it tried the names of many users.</summary>
/// <param name="Network">The address, or the /64 of IPv6 that one subscriber has.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Times">How many bans of the address, this one included, stand near each other.</param>
/// <param name="Names">How many different names it had failed with.</param>
public sealed record Ban(IPNetwork Network, DateTimeOffset Since, DateTimeOffset Until, int Times, int Names)
{
    /// <summary>How long an ended ban makes the next one longer.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromDays(7);

    private static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The address as people write it: without a length where it is one address.</summary>
    public string Subject =>
        Network.PrefixLength == (Network.BaseAddress.GetAddressBytes().Length * 8)
            ? Network.BaseAddress.ToString()
            : Network.ToString();

    /// <summary>Whether it is in force.</summary>
    public bool IsInForce(DateTimeOffset now) => now < Until;

    /// <summary>The ban that follows: four times as long for each one before it, a day at the most.</summary>
    public static Ban After(Ban? previous, IPAddress address, int names, DateTimeOffset now)
    {
        var times = previous is null || now - previous.Until > Memory ? 1 : previous.Times + 1;
        var length = First * Math.Pow(4, Math.Min(times - 1, 10));
        return new Ban(NetworkOf(address), now, now + (length < Longest ? length : Longest), times, names);
    }

    /// <summary>What one subscriber has: the address, or its /64 of IPv6.</summary>
    public static IPNetwork NetworkOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
        {
            return new IPNetwork(plain, 32);
        }

        Span<byte> octets = stackalloc byte[16];
        plain.TryWriteBytes(octets, out _);
        octets[8..].Clear();
        return new IPNetwork(new IPAddress(octets), 64);
    }
}
