namespace Gatehouse.Client;

/// <summary>
/// Where a program keeps its refresh token between runs: a secret as good as a password, so a keychain, a vault, or a file
/// that nobody else may read. Asked by one request at a time.
/// </summary>
public interface IRefreshTokenStore
{
    /// <summary>The refresh token; null where none is kept.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a refresh token in place of the one before, which may be worthless already (RFC 9700 section 4.14.2): return
    /// once it is safe. The access token that came with it is used only then.
    /// </summary>
    /// <param name="refreshToken">The refresh token; null where the one kept is of no use any more.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    ValueTask WriteAsync(string? refreshToken, CancellationToken cancellationToken);
}
