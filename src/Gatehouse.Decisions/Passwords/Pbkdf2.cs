using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// PBKDF2 (RFC 8018 section 5.2) that rests between its rounds: the framework's own is one call of a tenth of a second, in
/// which the core that runs it takes over no work from others. The rounds are OpenSSL's compression function of SHA-512,
/// which is also faster than the framework's call; where there is no OpenSSL 3, where that is set to what FIPS 140 has
/// validated, and for other hashes, it is that call.
/// </summary>
internal static unsafe class Pbkdf2
{
    /// <summary>How many rounds there are between two rests: about a quarter of a millisecond.</summary>
    public const int RoundsBetweenRests = 1000;

    private const int BlockSize = 128;
    private const int HashSize = 64;
    private const int Words = HashSize / sizeof(ulong);
    private const int LongestSalt = 64;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    // OpenSSL's SHA512_CTX, of which the compression function uses the eight words of the state, has 216 octets.
    private const int ContextWords = 32;

    private static readonly delegate* unmanaged<ulong*, byte*, void> Compress = FindCompress();

    /// <summary>Whether rounds of SHA-512 are ours here, and rest.</summary>
    public static bool Rests => Compress is not null;

    /// <summary>How often so many rounds rest.</summary>
    public static int RestsIn(int iterations) => Rests ? iterations / RoundsBetweenRests : 0;

    /// <summary>
    /// Fills <paramref name="key"/>; calls <paramref name="rest"/> between the rounds, or as often after a call of the
    /// framework's.
    /// </summary>
    public static void Derive(
        byte[] password,
        ReadOnlySpan<byte> salt,
        Span<byte> key,
        int iterations,
        HashAlgorithmName algorithm,
        Action? rest
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        if (
            Compress is null
            || algorithm != HashAlgorithmName.SHA512
            || key.Length > HashSize
            || salt.Length > LongestSalt
        )
        {
            Rfc2898DeriveBytes.Pbkdf2(password, salt, key, iterations, algorithm);

            // Or whose hash is of another kind would show in how soon the answer comes.
            for (var rests = RestsIn(iterations); rests > 0; rests--)
            {
                rest?.Invoke();
            }

            return;
        }

        Derive(Compress, password, salt, key, iterations, rest);
    }

    private static void Derive(
        delegate* unmanaged<ulong*, byte*, void> compress,
        byte[] password,
        ReadOnlySpan<byte> salt,
        Span<byte> key,
        int iterations,
        Action? rest
    )
    {
        const int AllWords = ContextWords + (3 * Words) + (BlockSize / sizeof(ulong));
        ulong* context = stackalloc ulong[AllWords];
        ulong* inner = context + ContextWords;
        ulong* outer = inner + Words;
        ulong* sum = outer + Words;
        byte* block = (byte*)(sum + Words);
        var state = new Span<ulong>(context, Words);
        var message = new Span<byte>(block, BlockSize);

        // HMAC (RFC 2104): either pad is one block, and the same for every round.
        var secret = password.Length > BlockSize ? SHA512.HashData(password) : password;
        Begin(state, message, secret, InnerPad);
        compress(context, block);
        state.CopyTo(new Span<ulong>(inner, Words));
        Begin(state, message, secret, OuterPad);
        compress(context, block);
        state.CopyTo(new Span<ulong>(outer, Words));

        // The first round's message is the salt and the number of the only block of key.
        message.Clear();
        salt.CopyTo(message);
        block[salt.Length + 3] = 1;
        End(message, salt.Length + sizeof(int));
        new Span<ulong>(inner, Words).CopyTo(state);
        compress(context, block);

        message.Clear();
        End(message, HashSize);
        Continue(context, outer, block);
        compress(context, block);
        state.CopyTo(new Span<ulong>(sum, Words));
        for (var round = 1; round < iterations; round++)
        {
            Continue(context, inner, block);
            compress(context, block);
            Continue(context, outer, block);
            compress(context, block);
            for (var i = 0; i < Words; i++)
            {
                sum[i] ^= context[i];
            }

            if ((round + 1) % RoundsBetweenRests == 0)
            {
                rest?.Invoke();
            }
        }

        message.Clear();
        for (var i = 0; i < Words; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(message[(i * sizeof(ulong))..], sum[i]);
        }

        message[..key.Length].CopyTo(key);
        CryptographicOperations.ZeroMemory(new Span<byte>(context, AllWords * sizeof(ulong)));
    }

    private static void Begin(Span<ulong> state, Span<byte> message, ReadOnlySpan<byte> secret, byte pad)
    {
        // SHA-512's initial value (FIPS 180-4 section 5.3.5).
        ReadOnlySpan<ulong> initial =
        [
            0x6a09e667f3bcc908,
            0xbb67ae8584caa73b,
            0x3c6ef372fe94f82b,
            0xa54ff53a5f1d36f1,
            0x510e527fade682d1,
            0x9b05688c2b3e6c1f,
            0x1f83d9abfb41bd6b,
            0x5be0cd19137e2179,
        ];
        initial.CopyTo(state);
        message.Fill(pad);
        for (var i = 0; i < secret.Length; i++)
        {
            message[i] ^= secret[i];
        }
    }

    // The padding of a message that is preceded by the block of a pad.
    private static void End(Span<byte> message, int length)
    {
        message[length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(message[^sizeof(ulong)..], (ulong)(BlockSize + length) * 8);
    }

    // The hash so far is the next message, and a pad's state the next state.
    private static void Continue(ulong* context, ulong* pad, byte* block)
    {
        var words = (ulong*)block;
        for (var i = 0; i < Words; i++)
        {
            words[i] = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(context[i]) : context[i];
            context[i] = pad[i];
        }
    }

    // None where it is not to be had, where OpenSSL is set to run validated modules alone, or where it does not do what it did.
    private static delegate* unmanaged<ulong*, byte*, void> FindCompress()
    {
        if (
            !OperatingSystem.IsLinux()
            || !NativeLibrary.TryLoad("libcrypto.so.3", out var library)
            || !NativeLibrary.TryGetExport(library, "SHA512_Transform", out var transform)
            || !NativeLibrary.TryGetExport(library, "EVP_default_properties_is_fips_enabled", out var isValidatedOnly)
        )
        {
            return null;
        }

        // The framework's call has OpenSSL read its settings.
        byte[] salt = [1, 2, 3, 4, 5, 6, 7, 8];
        var expected = Rfc2898DeriveBytes.Pbkdf2(salt, salt, iterations: 3, HashAlgorithmName.SHA512, HashSize);
        if (((delegate* unmanaged<void*, int>)isValidatedOnly)(null) != 0)
        {
            return null;
        }

        var compress = (delegate* unmanaged<ulong*, byte*, void>)transform;
        Span<byte> ours = stackalloc byte[HashSize];
        Derive(compress, salt, salt, ours, iterations: 3, rest: null);
        return ours.SequenceEqual(expected) ? compress : null;
    }
}
