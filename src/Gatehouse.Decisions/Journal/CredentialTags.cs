using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Decisions.Journal;

/// <summary>
/// Names credentials and unknown user names in the journal so that the same one can be recognised and none can be
/// recovered: the first eight hex digits of an HMAC-SHA256 under the site's journal key.
/// </summary>
public sealed class CredentialTags(ReadOnlyMemory<byte> journalKey)
{
    /// <summary>The tag of a text.</summary>
    public string TagOf(string text)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(journalKey.Span, Encoding.UTF8.GetBytes(text), mac);
        return Convert.ToHexStringLower(mac[..4]);
    }
}
