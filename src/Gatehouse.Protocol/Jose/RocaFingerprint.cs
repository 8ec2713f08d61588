using System.Numerics;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// Recognises moduli made by the faulty generator of CVE-2017-15361: their primes are powers of 65537 modulo every
/// small prime, so the modulus is one too. Such a key's private half can be computed from its public half.
/// </summary>
internal static class RocaFingerprint
{
    private static readonly int[] _primes =
    [
        3,
        5,
        7,
        11,
        13,
        17,
        19,
        23,
        29,
        31,
        37,
        41,
        43,
        47,
        53,
        59,
        61,
        67,
        71,
        73,
        79,
        83,
        89,
        97,
        101,
        103,
        107,
        109,
        113,
        127,
        131,
        137,
        139,
        149,
        151,
        157,
        163,
        167,
    ];

    public static bool Matches(ReadOnlySpan<byte> modulus)
    {
        var value = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        return Array.TrueForAll(_primes, prime => IsPowerOfGenerator((int)(value % prime), prime));
    }

    private static bool IsPowerOfGenerator(int residue, int prime)
    {
        var generator = 65537 % prime;
        var power = 1;
        do
        {
            if (power == residue)
            {
                return true;
            }

            power = power * generator % prime;
        } while (power != 1);
        return false;
    }
}
