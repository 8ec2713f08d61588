using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.References;

/// <summary>
/// Makes references that explain themselves to the site and to nobody else: cause (16 bits), second (32), node (16),
/// sequence (32) and 32 bits of redundancy in one AES-128 block. The newest key enciphers; older ones go on deciphering.
/// </summary>
public sealed class ReferenceCipher : IDisposable
{
    private const int BlockSize = 16;
    private const uint Redundancy = 0x47482D31;

    // No cause has a number so high: with it, what stands here is the cause that the caller of a hidden route saw.
    private const ushort OfHiddenRoute = 0x8000;

    private readonly ConcurrentBag<Keys> _all = [];
    private readonly ushort _node;
    private volatile Keys _keys = null!;
    private uint _sequence;

    /// <summary>With the site's reference keys, the one in use first, and the number of this node.</summary>
    public ReferenceCipher(IEnumerable<ReadOnlyMemory<byte>> keys, ushort node)
    {
        _node = node;
        _sequence = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        Use(keys);
    }

    /// <summary>The number of this node.</summary>
    public int Node => _node;

    /// <summary>Goes on with other keys: after the site's were rotated.</summary>
    public void Use(IEnumerable<ReadOnlyMemory<byte>> keys)
    {
        var use = new Keys(keys);

        // Those that are replaced may be at work in another thread: they go with all the others.
        _all.Add(use);
        _keys = use;
    }

    /// <summary>
    /// A new reference as printed. What its holder may read of it must not tell of a hidden route: there,
    /// <paramref name="shown"/> is the number of the cause that the caller saw.
    /// </summary>
    public string Create(ushort cause, DateTimeOffset at, ushort? shown = null)
    {
        var encipherer = _keys.Encipherers.Value!;
        var block = encipherer.Plain.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(block, shown is { } seen ? (ushort)(seen | OfHiddenRoute) : cause);
        BinaryPrimitives.WriteUInt32BigEndian(block[2..], (uint)at.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt16BigEndian(block[6..], _node);
        BinaryPrimitives.WriteUInt32BigEndian(block[8..], Interlocked.Increment(ref _sequence));
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], Redundancy);
        encipherer.Transform.TransformBlock(encipherer.Plain, 0, BlockSize, encipherer.Cipher, 0);
        return ReferenceText.Write(BinaryPrimitives.ReadUInt128BigEndian(encipherer.Cipher));
    }

    /// <summary>What a reference says; false where it is none of this site's.</summary>
    public bool TryRead(string text, out Reference reference)
    {
        reference = default;
        if (!ReferenceText.TryRead(text, out var cipher))
        {
            return false;
        }

        Span<byte> block = stackalloc byte[BlockSize];
        Span<byte> plain = stackalloc byte[BlockSize];
        BinaryPrimitives.WriteUInt128BigEndian(block, cipher);
        foreach (var key in _keys.Ciphers)
        {
            key.DecryptEcb(block, plain, PaddingMode.None);
            if (BinaryPrimitives.ReadUInt32BigEndian(plain[12..]) == Redundancy)
            {
                var cause = BinaryPrimitives.ReadUInt16BigEndian(plain);
                var hidden = (cause & OfHiddenRoute) != 0;
                reference = new Reference(
                    hidden ? Causes.Access.Hidden.Number : cause,
                    DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(plain[2..])),
                    BinaryPrimitives.ReadUInt16BigEndian(plain[6..]),
                    BinaryPrimitives.ReadUInt32BigEndian(plain[8..])
                )
                {
                    Shown = hidden ? (ushort)(cause & ~OfHiddenRoute) : null,
                };
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var keys in _all)
        {
            keys.Dispose();
        }
    }

    private static Aes CreateAes(ReadOnlyMemory<byte> key)
    {
        var aes = Aes.Create();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        aes.Key = key.ToArray();
        return aes;
    }

    private sealed class Encipherer(ICryptoTransform transform)
    {
        public ICryptoTransform Transform { get; } = transform;

        public byte[] Plain { get; } = new byte[BlockSize];

        public byte[] Cipher { get; } = new byte[BlockSize];
    }

    private sealed class Keys : IDisposable
    {
        public Keys(IEnumerable<ReadOnlyMemory<byte>> keys)
        {
            Ciphers = [.. keys.Select(CreateAes)];
            if (Ciphers.Length == 0)
            {
                throw new ArgumentException("At least one key is needed.", nameof(keys));
            }

            Encipherers = new ThreadLocal<Encipherer>(
                () => new Encipherer(Ciphers[0].CreateEncryptor()),
                trackAllValues: true
            );
        }

        public Aes[] Ciphers { get; }

        public ThreadLocal<Encipherer> Encipherers { get; }

        public void Dispose()
        {
            foreach (var encipherer in Encipherers.Values)
            {
                encipherer.Transform.Dispose();
            }

            Encipherers.Dispose();
            foreach (var cipher in Ciphers)
            {
                cipher.Dispose();
            }
        }
    }
}
