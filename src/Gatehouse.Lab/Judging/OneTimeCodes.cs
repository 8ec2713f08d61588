using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Lab.Judging;

/// <summary>
/// A device that shows six digits for thirty seconds each (RFC 6238 over RFC 4226, HMAC-SHA-1). Each code is good once,
/// and for half a minute longer than it is shown.
/// </summary>
internal sealed class OneTimeCodes
{
    private const int Period = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly byte[] _secret;
    private readonly Lock _lock = new();
    private long _lastUsed = -1;

    /// <summary>A device with a secret of its own.</summary>
    public OneTimeCodes()
        : this(RandomNumberGenerator.GetBytes(20)) { }

    /// <summary>A device with this secret, of a multiple of five octets.</summary>
    public OneTimeCodes(byte[] secret) => _secret = secret;

    /// <summary>The secret in Base32 (RFC 4648), as authenticator apps take it.</summary>
    public string Secret
    {
        get
        {
            var text = new StringBuilder();
            for (var bit = 0; bit < _secret.Length * 8; bit += 5)
            {
                var pair = (_secret[bit / 8] << 8) | (bit / 8 + 1 < _secret.Length ? _secret[(bit / 8) + 1] : 0);
                text.Append(Base32[(pair >> (11 - (bit % 8))) & 31]);
            }

            return text.ToString();
        }
    }

    /// <summary>The code that is shown at an instant.</summary>
    public string At(DateTimeOffset now) => Code(StepOf(now));

    /// <summary>Six digits that are good neither at an instant nor just before or after it.</summary>
    public string WrongAt(DateTimeOffset now)
    {
        var step = StepOf(now);
        string[] good = [Code(step - 1), Code(step), Code(step + 1), Code(step + 2)];
        var code = 0;
        while (good.Contains(Digits(code), StringComparer.Ordinal))
        {
            code++;
        }

        return Digits(code);
    }

    /// <summary>Takes a code where it is good, once.</summary>
    public bool Use(string code, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(code);
        lock (_lock)
        {
            var current = StepOf(now);
            for (var step = Math.Max(current - 1, _lastUsed + 1); step <= current; step++)
            {
                if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Code(step))))
                {
                    _lastUsed = step;
                    return true;
                }
            }
        }

        return false;
    }

    private static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / Period;

    private static string Digits(int code) => code.ToString("D6", CultureInfo.InvariantCulture);

    private string Code(long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(_secret, counter, hash);
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return Digits(value % 1_000_000);
    }
}
