namespace Gatehouse.Decisions.Tokens;

/// <summary>Which JWTs are refused before their time, whoever issued them.</summary>
public interface ITokenRevocations
{
    /// <summary>When the token was revoked, or null.</summary>
    /// <param name="signingInputHash">
    /// The SHA-256 of what is signed, header and payload: the text of a token is no name for it, since an ECDSA signature can
    /// be given another form.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<DateTimeOffset?> FindRevocationAsync(
        ReadOnlyMemory<byte> signingInputHash,
        CancellationToken cancellationToken
    );
}
