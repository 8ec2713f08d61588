using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Keyring;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// Writes tickets as header text and reads those that were written here, on this node or another of the site: each
/// carries a code made with a key of the site, so that nobody can have us show words of their own.
/// </summary>
internal sealed class RefusalTickets
{
    private const int CodeLength = 16;

    private volatile byte[][] _keys = [];

    public RefusalTickets(IEnumerable<SiteKey> keys) => Use(keys);

    /// <summary>Goes on with other keys, the one in use first: after the site's were rotated.</summary>
    public void Use(IEnumerable<SiteKey> keys) =>
        _keys = [.. keys.Select(key => key.Derive("gatehouse refusal tickets"))];

    public string Write(RefusalTicket ticket)
    {
        var content = ticket.Write();
        return Base64Url.EncodeToString([.. CodeOf(_keys[0], content), .. content]);
    }

    /// <summary>The ticket, or null for a text that was not written here.</summary>
    public RefusalTicket? Read(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length <= CodeLength)
        {
            return null;
        }

        var octets = new byte[length];
        if (!Base64Url.TryDecodeFromUtf8(Encoding.ASCII.GetBytes(text), octets, out _))
        {
            return null;
        }

        foreach (var key in _keys)
        {
            var code = CodeOf(key, octets.AsSpan(CodeLength));
            if (CryptographicOperations.FixedTimeEquals(code, octets.AsSpan(0, CodeLength)))
            {
                return RefusalTicket.Read(octets.AsMemory(CodeLength));
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> CodeOf(byte[] key, ReadOnlySpan<byte> content) =>
        HMACSHA256.HashData(key, content).AsSpan(0, CodeLength);
}
