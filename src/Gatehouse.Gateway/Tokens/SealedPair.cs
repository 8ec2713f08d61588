using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Gateway.Tokens;

/// <summary>
/// The answer to a refresh, kept for a moment for whoever did not get it: sealed under a key that only the used token
/// gives, so that the store alone opens nothing.
/// </summary>
internal static class SealedPair
{
    private const int TagLength = 16;
    private const int KeyLength = 32;

    private static readonly byte[] Use = Encoding.ASCII.GetBytes("gatehouse refresh answer");

    public static byte[] Close(string usedToken, ReadOnlySpan<byte> answer)
    {
        var closed = new byte[AesGcm.NonceByteSizes.MinSize + TagLength + answer.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, AesGcm.NonceByteSizes.MinSize));
        using var cipher = new AesGcm(KeyOf(usedToken), TagLength);
        cipher.Encrypt(
            closed.AsSpan(0, AesGcm.NonceByteSizes.MinSize),
            answer,
            closed.AsSpan(AesGcm.NonceByteSizes.MinSize + TagLength),
            closed.AsSpan(AesGcm.NonceByteSizes.MinSize, TagLength)
        );
        return closed;
    }

    /// <summary>The answer; null where it was sealed for another token.</summary>
    public static byte[]? Open(string usedToken, ReadOnlySpan<byte> closed)
    {
        var overhead = AesGcm.NonceByteSizes.MinSize + TagLength;
        if (closed.Length < overhead)
        {
            return null;
        }

        var answer = new byte[closed.Length - overhead];
        using var cipher = new AesGcm(KeyOf(usedToken), TagLength);
        try
        {
            cipher.Decrypt(
                closed[..AesGcm.NonceByteSizes.MinSize],
                closed[overhead..],
                closed.Slice(AesGcm.NonceByteSizes.MinSize, TagLength),
                answer
            );
            return answer;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(string token) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(token), KeyLength, info: Use);
}
