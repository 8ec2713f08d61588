namespace Gatehouse.Client.Tokens.Grants;

/// <summary>Keeps a refresh token as long as the program runs.</summary>
internal sealed class MemoryRefreshTokenStore(string? refreshToken) : IRefreshTokenStore
{
    private volatile string? _refreshToken = refreshToken;

    /// <summary>The refresh token; null where none is kept.</summary>
    public string? Current => _refreshToken;

    /// <inheritdoc/>
    public ValueTask<string?> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_refreshToken);

    /// <inheritdoc/>
    public ValueTask WriteAsync(string? refreshToken, CancellationToken cancellationToken)
    {
        _refreshToken = refreshToken;
        return default;
    }
}
