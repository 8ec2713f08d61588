using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gatehouse.Decisions.Remembered;

/// <summary>
/// SipHash-2-4 with a 128-bit result: a keyed hash whose collisions nobody can make without the key, which never leaves
/// this process. Chosen because it needs no allocation and no native call: a token of 800 octets takes less than a
/// microsecond.
/// </summary>
public readonly struct KeyedHash
{
    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <summary>With a key of 128 bits in two halves, the lower one first.</summary>
    public KeyedHash(ulong key0, ulong key1)
    {
        _key0 = key0;
        _key1 = key1;
    }

    /// <summary>With a random key.</summary>
    public static KeyedHash CreateRandom()
    {
        Span<byte> key = stackalloc byte[16];
        RandomNumberGenerator.Fill(key);
        return new KeyedHash(
            BinaryPrimitives.ReadUInt64LittleEndian(key),
            BinaryPrimitives.ReadUInt64LittleEndian(key[8..])
        );
    }

    /// <summary>Begins a hash.</summary>
    public Running Start() => new(_key0, _key1);

    /// <summary>A hash under way. Numbers and texts are added.</summary>
    [StructLayout(LayoutKind.Auto)]
    public ref struct Running
    {
        private ulong _v0;
        private ulong _v1;
        private ulong _v2;
        private ulong _v3;
        private ulong _octets;

        internal Running(ulong key0, ulong key1)
        {
            _v0 = key0 ^ 0x736f6d6570736575;
            _v1 = key1 ^ 0x646f72616e646f6d ^ 0xee;
            _v2 = key0 ^ 0x6c7967656e657261;
            _v3 = key1 ^ 0x7465646279746573;
        }

        /// <summary>Adds a word.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
            _octets += 8;
        }

        /// <summary>
        /// Adds a text: its length, so that no two texts together are two others, and its UTF-16 code units, padded with
        /// zeros to whole words.
        /// </summary>
        public void AddText(ReadOnlySpan<char> text)
        {
            Add((ulong)text.Length);
            var words = MemoryMarshal.Cast<char, ulong>(text);
            foreach (var word in words)
            {
                Add(word);
            }

            var rest = text[(words.Length * 4)..];
            if (rest.Length > 0)
            {
                var last = 0UL;
                for (var i = 0; i < rest.Length; i++)
                {
                    last |= (ulong)rest[i] << (16 * i);
                }

                Add(last);
            }
        }

        /// <summary>Adds a text, or that there is none.</summary>
        public void AddOptional(string? text)
        {
            Add(text is null ? 0UL : 1UL);
            AddText(text);
        }

        /// <summary>The hash of all that was added.</summary>
        public UInt128 Finish()
        {
            var tail = _octets << 56;
            _v3 ^= tail;
            Round();
            Round();
            _v0 ^= tail;
            _v2 ^= 0xee;
            Rounds();
            var lower = _v0 ^ _v1 ^ _v2 ^ _v3;
            _v1 ^= 0xdd;
            Rounds();
            return new UInt128(_v0 ^ _v1 ^ _v2 ^ _v3, lower);
        }

        private void Rounds()
        {
            Round();
            Round();
            Round();
            Round();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Round()
        {
            _v0 += _v1;
            _v1 = ulong.RotateLeft(_v1, 13) ^ _v0;
            _v0 = ulong.RotateLeft(_v0, 32);
            _v2 += _v3;
            _v3 = ulong.RotateLeft(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = ulong.RotateLeft(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = ulong.RotateLeft(_v1, 17) ^ _v2;
            _v2 = ulong.RotateLeft(_v2, 32);
        }
    }
}
