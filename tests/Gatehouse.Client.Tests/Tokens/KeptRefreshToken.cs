namespace Gatehouse.Client.Tests.Tokens;

/// <summary>A store that remembers what was written, and fails when told.</summary>
internal sealed class KeptRefreshToken(string? first) : IRefreshTokenStore
{
    public string? Kept { get; set; } = first;

    public List<string?> Written { get; } = [];

    public bool Fails { get; set; }

    public ValueTask<string?> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Kept);

    public ValueTask WriteAsync(string? refreshToken, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new IOException("The disk is full.");
        }

        Written.Add(refreshToken);
        Kept = refreshToken;
        return default;
    }
}
