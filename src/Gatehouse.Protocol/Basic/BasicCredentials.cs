using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Gatehouse.Protocol.Basic;

/// <summary>User names and passwords as Basic carries them (RFC 7617 section 2).</summary>
public static class BasicCredentials
{
    /// <summary>The most octets that user name, colon and password may have together: 8 KiB.</summary>
    public const int MaximumLength = 8 * 1024;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly SearchValues<char> AlphabetCharacters = SearchValues.Create(Alphabet);

    /// <summary>Reads a token68. The first colon parts the two; the password may hold more of them, and both may be empty.</summary>
    /// <param name="token68">What stood after the scheme; null is <see cref="BasicFault.Empty"/>.</param>
    /// <param name="user">The user name, exactly as sent; empty on a fault.</param>
    /// <param name="password">The password, exactly as sent; empty on a fault.</param>
    /// <param name="fault">Why there is neither, or <see cref="BasicFault.None"/>.</param>
    public static bool TryDecode(string? token68, out string user, out string password, out BasicFault fault)
    {
        user = string.Empty;
        password = string.Empty;
        if (string.IsNullOrEmpty(token68))
        {
            fault = BasicFault.Empty;
            return false;
        }

        if (token68.Length > Base64.GetMaxEncodedToUtf8Length(MaximumLength))
        {
            fault = BasicFault.TooLong;
            return false;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(token68.Length));
        try
        {
            if (!IsCanonical(token68) || !Convert.TryFromBase64String(token68, buffer, out var length))
            {
                fault = BasicFault.NotBase64;
                return false;
            }

            return TrySplit(buffer.AsSpan(0, length), out user, out password, out fault);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Makes the token68 of a user name and a password.</summary>
    /// <exception cref="ArgumentException">
    /// The user name holds a colon, either holds a control character or a lone surrogate, or both are too long. No message
    /// repeats them.
    /// </exception>
    public static string Encode(string user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        if (user.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("A user name cannot hold a colon.", nameof(user));
        }

        if (user.Any(char.IsControl) || password.Any(char.IsControl))
        {
            throw new ArgumentException("Neither user name nor password can hold control characters.", nameof(user));
        }

        var octets = new byte[MaximumLength];
        var status = Utf8.FromUtf16(
            user + ":" + password,
            octets,
            out _,
            out var length,
            replaceInvalidSequences: false
        );
        if (status != OperationStatus.Done)
        {
            throw new ArgumentException("User name and password are too long or no Unicode text.", nameof(user));
        }

        return Convert.ToBase64String(octets, 0, length);
    }

    private static bool TrySplit(ReadOnlySpan<byte> octets, out string user, out string password, out BasicFault fault)
    {
        user = string.Empty;
        password = string.Empty;
        var colon = octets.IndexOf((byte)':');
        fault = octets switch
        {
            { Length: > MaximumLength } => BasicFault.TooLong,
            _ when !Utf8.IsValid(octets) => BasicFault.NotUtf8,
            _ when colon < 0 => BasicFault.NoColon,
            _ when HasControlCharacter(octets) => BasicFault.ControlCharacter,
            _ => BasicFault.None,
        };
        if (fault != BasicFault.None)
        {
            return false;
        }

        user = Encoding.UTF8.GetString(octets[..colon]);
        password = Encoding.UTF8.GetString(octets[(colon + 1)..]);
        return true;
    }

    /// <summary>
    /// RFC 4648 sections 3.2, 3.3 and 3.5: nothing outside the alphabet, padded, unused bits zero. The framework's decoder
    /// forgives white space and unused bits, and then one password would have several spellings.
    /// </summary>
    private static bool IsCanonical(string token68)
    {
        if (token68.Length % 4 != 0)
        {
            return false;
        }

        var digits = token68.AsSpan().TrimEnd('=');
        var padding = token68.Length - digits.Length;
        if (padding > 2 || digits.ContainsAnyExcept(AlphabetCharacters))
        {
            return false;
        }

        var unused = padding switch
        {
            0 => 0,
            1 => 0b11,
            _ => 0b1111,
        };
        return (Alphabet.IndexOf(digits[^1], StringComparison.Ordinal) & unused) == 0;
    }

    /// <summary>C0, DEL, and C1 as UTF-8 writes it: C2 80 to C2 9F.</summary>
    private static bool HasControlCharacter(ReadOnlySpan<byte> octets)
    {
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i] is < 0x20 or 0x7F || (octets[i] == 0xC2 && octets[i + 1] <= 0x9F))
            {
                return true;
            }
        }

        return false;
    }
}
