using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// Writes tickets as header text and reads those that were written here, on this node or another of the site: each
/// carries a code made with a key of the site, so that nobody can have us show words of their own.
/// </summary>
internal sealed class RefusalTickets(ReadOnlySpan<byte> siteKey)
{
    private const int CodeLength = 16;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        siteKey.ToArray(),
        32,
        info: "gatehouse refusal tickets"u8.ToArray()
    );

    public string Write(RefusalTicket ticket)
    {
        var content = ticket.Write();
        return Base64Url.EncodeToString([.. CodeOf(content), .. content]);
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

        return CryptographicOperations.FixedTimeEquals(CodeOf(octets.AsSpan(CodeLength)), octets.AsSpan(0, CodeLength))
            ? RefusalTicket.Read(octets.AsMemory(CodeLength))
            : null;
    }

    private ReadOnlySpan<byte> CodeOf(ReadOnlySpan<byte> content) =>
        HMACSHA256.HashData(_key, content).AsSpan(0, CodeLength);
}
