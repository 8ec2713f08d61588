using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Decisions.Seeing;

/// <summary>What refusals of some minutes have in common; bounded whatever comes.</summary>
internal sealed class RefusalDetail
{
    private const int Places = 128;

    /// <summary>How many there were by cause.</summary>
    public Dictionary<ushort, long> Causes { get; } = [];

    public TopWords Routes { get; } = new(Places);

    public TopWords Addresses { get; } = new(Places);

    public TopWords Providers { get; } = new(Places);

    public TopWords Keys { get; } = new(Places);

    public void Count(in SeenRefusal refusal)
    {
        var cause = refusal.Cause.Number;
        Causes[cause] = Causes.GetValueOrDefault(cause) + 1;
        Addresses.Count(cause, SubjectOf(refusal.Address));
        Count(Routes, cause, refusal.Route);
        Count(Providers, cause, refusal.Provider);
        Count(Keys, cause, refusal.Key);
    }

    public void Clear()
    {
        Causes.Clear();
        Routes.Clear();
        Addresses.Clear();
        Providers.Clear();
        Keys.Clear();
    }

    private static void Count(TopWords words, ushort cause, string? word)
    {
        if (word is not null)
        {
            words.Count(cause, word);
        }
    }

    // One subscriber has a whole /64.
    private static IPAddress SubjectOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        octets[8..].Clear();
        return new IPAddress(octets);
    }
}
