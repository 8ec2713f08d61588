using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Client.Flow;

/// <summary>
/// Tells one credential from another without being it: an HMAC under a key that this process made, of no use to anybody
/// who reads it in a dump.
/// </summary>
/// <param name="High">The first half.</param>
/// <param name="Low">The second half.</param>
internal readonly record struct CredentialFingerprint(ulong High, ulong Low)
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The fingerprint of a credential: its parts in order, each of its own length.</summary>
    public static CredentialFingerprint Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var octets = Encoding.UTF8.GetBytes(part);
            BitConverter.TryWriteBytes(length, octets.Length);
            hash.AppendData(length);
            hash.AppendData(octets);
            CryptographicOperations.ZeroMemory(octets);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new(BitConverter.ToUInt64(digest), BitConverter.ToUInt64(digest[sizeof(ulong)..]));
    }

    /// <summary>Nothing: even a fingerprint says whether two places hold the same secret.</summary>
    public override string ToString() => "(fingerprint)";
}
