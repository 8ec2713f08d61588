using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Decisions.Keyring;

/// <summary>One key of the site's key ring.</summary>
/// <param name="Id">The store's number for it; the highest of a purpose is the newest.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Material">The key itself.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record SiteKey(long Id, KeyPurpose Purpose, ReadOnlyMemory<byte> Material, DateTimeOffset CreatedAt)
{
    /// <summary>256 bits for one use alone (HKDF, RFC 5869): what is made with them for one is of no worth for another.</summary>
    public byte[] Derive(string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Material.ToArray(), 32, info: Encoding.UTF8.GetBytes(use));
}
