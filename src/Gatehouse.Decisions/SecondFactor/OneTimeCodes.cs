using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Decisions.SecondFactor;

/// <summary>
/// The codes of one device: six digits, others every thirty seconds (RFC 6238 over RFC 4226, HMAC-SHA-1), which is what
/// every authenticator app knows.
/// </summary>
// ASP.NET Core Identity computes the same codes, but says only yes or no: without the step that a code was of it would count
// again, and neither the operator's clock nor the user's could be told to be off.
public sealed class OneTimeCodes
{
    /// <summary>The digits of a code.</summary>
    public const int Length = 6;

    private const int SecretLength = 20;
    private const int Modulus = 1_000_000;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly byte[] _secret;

    /// <summary>Of a new device, with 160 random bits (RFC 4226 section 4 R6).</summary>
    public OneTimeCodes()
        : this(RandomNumberGenerator.GetBytes(SecretLength)) { }

    /// <summary>Of the device with this secret, of a multiple of five octets.</summary>
    public OneTimeCodes(byte[] secret) => _secret = secret;

    /// <summary>How long a code is shown.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The secret's octets.</summary>
    public ReadOnlyMemory<byte> Secret => _secret;

    /// <summary>The secret in Base32 without padding (RFC 4648 section 6), as authenticator apps take it.</summary>
    public string SecretText
    {
        get
        {
            var text = new StringBuilder(_secret.Length * 8 / 5);
            for (var bit = 0; bit < _secret.Length * 8; bit += 5)
            {
                var pair = (_secret[bit / 8] << 8) | (bit / 8 + 1 < _secret.Length ? _secret[(bit / 8) + 1] : 0);
                text.Append(Base32[(pair >> (11 - (bit % 8))) & 31]);
            }

            return text.ToString();
        }
    }

    /// <summary>The step of time in which an instant lies.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Period.TotalSeconds;

    /// <summary>The address by which apps on the same device take the secret, for an account at a site.</summary>
    public string AddressFor(string site, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(site.Replace(':', ' '))}:{Uri.EscapeDataString(account)}"
        + $"?secret={SecretText}&issuer={Uri.EscapeDataString(site.Replace(':', ' '))}";

    /// <summary>The code of a step.</summary>
    public string At(long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(_secret, counter, hash);
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (value % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step from <paramref name="first"/> to <paramref name="last"/> whose code this is, the one nearest to
    /// <paramref name="around"/> where several have the same; null where none is. Takes as long whichever it is.
    /// </summary>
    public long? Find(ReadOnlySpan<char> code, long first, long last, long around)
    {
        Span<byte> given = stackalloc byte[Length];
        if (code.Length != Length || Encoding.UTF8.GetByteCount(code) != Length)
        {
            return null;
        }

        Encoding.UTF8.GetBytes(code, given);
        long? found = null;
        for (var step = first; step <= last; step++)
        {
            var matches = CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(At(step)));
            if (matches && (found is not { } other || Math.Abs(step - around) < Math.Abs(other - around)))
            {
                found = step;
            }
        }

        return found;
    }
}
