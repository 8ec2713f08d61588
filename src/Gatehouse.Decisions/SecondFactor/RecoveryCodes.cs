using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Decisions.SecondFactor;

/// <summary>
/// One-use codes for who has lost the device: twenty digits in groups of five, which every keyboard has. 66 random bits,
/// so that a hash is all that need be kept of them.
/// </summary>
public static class RecoveryCodes
{
    /// <summary>How many a person gets at a time.</summary>
    public const int Count = 10;

    /// <summary>The digits of one.</summary>
    public const int Length = 20;

    private const int Group = 5;

    /// <summary>A new set, as printed.</summary>
    public static IReadOnlyList<string> Create() =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(static _ => string.Join('-', Enumerable.Range(0, Length / Group).Select(Digits))),
        ];

    /// <summary>What the store keeps of a code, given as its digits alone.</summary>
    public static byte[] Hash(ReadOnlySpan<char> digits)
    {
        Span<byte> octets = stackalloc byte[Length];
        return SHA256.HashData(octets[..Encoding.ASCII.GetBytes(digits, octets)]);
    }

    private static string Digits(int group) =>
        RandomNumberGenerator.GetInt32(100_000).ToString("D5", CultureInfo.InvariantCulture);
}
