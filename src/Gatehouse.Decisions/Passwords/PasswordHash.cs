using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// Password hashes in ASP.NET Core Identity's V3 format: PBKDF2-HMAC-SHA512 with 210,000 rounds, 128 bits of salt and 256
/// bits of key. Slow by design (about a twentieth of a second): run it in a <see cref="HashingLane"/>.
/// </summary>
public static class PasswordHash
{
    private const byte Version3 = 1;
    private const uint HmacSha256 = 1;
    private const uint HmacSha512 = 2;
    private const int Iterations = 210_000;
    private const int MaximumIterations = 5_000_000;
    private const int SaltSize = 16;
    private const int KeySize = 32;
    private const int HeaderSize = 13;

    /// <summary>A new hash of a password.</summary>
    public static string Create(string password) => Create(password, rest: null);

    internal static string Create(string password, Action? rest)
    {
        var hash = new byte[HeaderSize + SaltSize + KeySize];
        hash[0] = Version3;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), HmacSha512);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), Iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltSize);
        var salt = hash.AsSpan(HeaderSize, SaltSize);
        RandomNumberGenerator.Fill(salt);
        Pbkdf2.Derive(
            Encoding.UTF8.GetBytes(password),
            salt,
            hash.AsSpan(HeaderSize + SaltSize),
            Iterations,
            HashAlgorithmName.SHA512,
            rest
        );
        return Convert.ToBase64String(hash);
    }

    /// <summary>Whether a password is the one that was hashed. A hash that cannot be read is no password's.</summary>
    public static PasswordMatch Verify(string hash, string password) => Verify(hash, password, rest: null);

    internal static PasswordMatch Verify(string hash, string password, Action? rest)
    {
        if (!TryRead(hash, out var parts))
        {
            Spend(Iterations, password, rest);
            return PasswordMatch.No;
        }

        // A weak hash must not answer sooner than a strong one: that would tell which accounts there are.
        var spent = Math.Max(0, Iterations - parts.Iterations);
        Spend(spent, password, rest);

        Span<byte> key = stackalloc byte[64];
        key = key[..parts.Key.Length];
        Pbkdf2.Derive(Encoding.UTF8.GetBytes(password), parts.Salt, key, parts.Iterations, parts.Algorithm, rest);
        if (Pbkdf2.RestsIn(spent) + Pbkdf2.RestsIn(parts.Iterations) < Pbkdf2.RestsIn(spent + parts.Iterations))
        {
            // Nor a tenth of a millisecond sooner.
            rest?.Invoke();
        }

        if (!CryptographicOperations.FixedTimeEquals(key, parts.Key))
        {
            return PasswordMatch.No;
        }

        return parts.Algorithm == HashAlgorithmName.SHA512 && parts.Iterations >= Iterations
            ? PasswordMatch.Yes
            : PasswordMatch.YesButWeak;
    }

    private static void Spend(int iterations, string password, Action? rest)
    {
        if (iterations > 0)
        {
            Span<byte> key = stackalloc byte[KeySize];
            Span<byte> salt = stackalloc byte[SaltSize];
            salt.Clear();
            Pbkdf2.Derive(Encoding.UTF8.GetBytes(password), salt, key, iterations, HashAlgorithmName.SHA512, rest);
        }
    }

    private static bool TryRead(string hash, out Parts parts)
    {
        parts = default;
        var octets = new byte[256];
        if (!Convert.TryFromBase64String(hash, octets, out var length) || length < HeaderSize || octets[0] != Version3)
        {
            return false;
        }

        var algorithm = BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(1));
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(5));
        var saltSize = BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(9));
        if (
            algorithm is not (HmacSha256 or HmacSha512)
            || iterations is 0 or > MaximumIterations
            || saltSize is < SaltSize or > 64
            || length - HeaderSize - saltSize is < 16 or > 64
        )
        {
            return false;
        }

        parts = new Parts(
            algorithm == HmacSha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256,
            (int)iterations,
            octets[HeaderSize..(HeaderSize + (int)saltSize)],
            octets[(HeaderSize + (int)saltSize)..length]
        );
        return true;
    }

    private readonly record struct Parts(HashAlgorithmName Algorithm, int Iterations, byte[] Salt, byte[] Key);
}
