#if !NET10_0_OR_GREATER
using System.Buffers;
using System.Security.Cryptography;

namespace Gatehouse.Protocol;

/// <summary>What .NET 8 does not have yet, under the names that it has from .NET 10 on.</summary>
internal static class Net8
{
    extension(Convert)
    {
        public static string ToHexStringLower(byte[] octets) => ToHexStringLower(octets.AsSpan());

        public static string ToHexStringLower(ReadOnlySpan<byte> octets) =>
            string.Create(
                octets.Length * 2,
                octets.ToArray(),
                static (digits, all) =>
                {
                    for (var i = 0; i < all.Length; i++)
                    {
                        digits[2 * i] = Digit(all[i] >> 4);
                        digits[(2 * i) + 1] = Digit(all[i] & 0xF);
                    }
                }
            );

        public static OperationStatus FromHexString(
            ReadOnlySpan<char> digits,
            Span<byte> octets,
            out int consumed,
            out int written
        )
        {
            (consumed, written) = (0, 0);
            if (digits.Length % 2 != 0 || !Array.TrueForAll(digits.ToArray(), char.IsAsciiHexDigit))
            {
                return OperationStatus.InvalidData;
            }

            if (octets.Length < digits.Length / 2)
            {
                return OperationStatus.DestinationTooSmall;
            }

            Convert.FromHexString(digits).CopyTo(octets);
            (consumed, written) = (digits.Length, digits.Length / 2);
            return OperationStatus.Done;
        }
    }

    extension(CryptographicOperations)
    {
        public static int HashData(HashAlgorithmName algorithm, ReadOnlySpan<byte> source, Span<byte> destination)
        {
            using var hash = IncrementalHash.CreateHash(algorithm);
            hash.AppendData(source);
            return hash.GetHashAndReset(destination);
        }

        public static int HmacData(
            HashAlgorithmName algorithm,
            ReadOnlySpan<byte> key,
            ReadOnlySpan<byte> source,
            Span<byte> destination
        )
        {
            using var hash = IncrementalHash.CreateHMAC(algorithm, key);
            hash.AppendData(source);
            return hash.GetHashAndReset(destination);
        }
    }

    private static char Digit(int value) => "0123456789abcdef"[value];
}
#endif
