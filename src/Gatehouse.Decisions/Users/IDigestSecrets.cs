using Gatehouse.Protocol.Digest;

namespace Gatehouse.Decisions.Users;

/// <summary>What Digest needs to know of users: of those alone for whom it is switched on.</summary>
public interface IDigestSecrets
{
    /// <summary>The user of this canonical name, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<DigestUser?> FindDigestUserAsync(
        string canonicalName,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The user whose canonical name has this hash in the realm (RFC 7616 section 3.4.4); null where there is none, or
    /// none with a secret for it.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<DigestUser?> FindDigestUserAsync(
        ReadOnlyMemory<byte> userHash,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    );
}
