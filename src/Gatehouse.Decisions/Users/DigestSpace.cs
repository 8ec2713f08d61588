using Gatehouse.Protocol.Digest;

namespace Gatehouse.Decisions.Users;

/// <summary>What secrets for Digest are kept for: one is good for one realm and one hash function only.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Hashes">The hash functions of the algorithms that are offered, each once.</param>
public sealed record DigestSpace(string Realm, IReadOnlyList<DigestHash> Hashes)
{
    /// <summary>What is to be kept of a password: the only time that it can be made is when the password is set.</summary>
    public IReadOnlyList<DigestSecret> SecretsOf(string canonicalName, string password) =>
        [
            .. Hashes.Select(hash => new DigestSecret(
                Realm,
                hash,
                DigestArithmetic.UserHash(hash, canonicalName, Realm),
                DigestArithmetic.Secret(hash, canonicalName, Realm, password)
            )),
        ];

    /// <summary>The algorithms and the realm.</summary>
    public override string ToString() =>
        $"{string.Join(", ", Hashes.Select(hash => new DigestAlgorithm(hash)))} in the realm {Realm}";
}
