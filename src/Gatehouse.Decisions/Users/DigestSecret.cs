using Gatehouse.Protocol.Digest;

namespace Gatehouse.Decisions.Users;

/// <summary>What is kept of a password for Digest (RFC 7616 section 3.4.2): in its realm as good as the password.</summary>
/// <param name="Realm">The realm that it is good for.</param>
/// <param name="Hash">The hash function that it is good for.</param>
/// <param name="UserHash">The hash of canonical name and realm, by which a client may send the name (section 3.4.4).</param>
/// <param name="Secret">The hash of canonical name, realm and password.</param>
public sealed record DigestSecret(
    string Realm,
    DigestHash Hash,
    ReadOnlyMemory<byte> UserHash,
    ReadOnlyMemory<byte> Secret
)
{
    /// <summary>What it is good for; never the secret.</summary>
    public override string ToString() => $"{new DigestAlgorithm(Hash)} in {Realm}";
}
