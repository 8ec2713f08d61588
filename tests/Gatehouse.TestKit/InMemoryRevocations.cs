using Gatehouse.Decisions.Tokens;

namespace Gatehouse.TestKit;

/// <summary>Revoked tokens by the hash of what is signed.</summary>
public sealed class InMemoryRevocations : ITokenRevocations
{
    private readonly Dictionary<string, DateTimeOffset> _revoked = new(StringComparer.Ordinal);

    /// <summary>Refuses a token from now on.</summary>
    public void Revoke(ReadOnlyMemory<byte> signingInputHash, DateTimeOffset at) =>
        _revoked[Convert.ToHexString(signingInputHash.Span)] = at;

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindRevocationAsync(
        ReadOnlyMemory<byte> signingInputHash,
        CancellationToken cancellationToken
    ) =>
        new(
            _revoked.TryGetValue(Convert.ToHexString(signingInputHash.Span), out var at) ? at : default(DateTimeOffset?)
        );
}
