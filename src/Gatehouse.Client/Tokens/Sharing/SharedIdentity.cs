using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Client.Tokens.Sharing;

/// <summary>Which token is meant, among others in one place: programs that ask for the same in the same way share it.</summary>
internal static class SharedIdentity
{
    /// <summary>A name that tells nothing of its parts.</summary>
    public static string Of(params IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var octets = Encoding.UTF8.GetBytes(part ?? "");
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : octets.Length);
            hash.AppendData(length);
            hash.AppendData(octets);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
