using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Forwarding;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Gateway.Tokens;

/// <summary>This site as an issuer: its tokens are verified with the keys that sign them.</summary>
internal sealed class OwnIssuer(AssertionKeys keys, Uri publicUrl) : IProvider
{
    public string Name => OwnTokens.ProviderName;

    public string Issuer { get; } = publicUrl.GetLeftPart(UriPartial.Authority);

    public string? Audience => null;

    // An assertion for an upstream is signed with the same keys, and is no access token.
    public bool Strict => true;

    public bool IsOwn => true;

    public long? ClockAheadSeconds => null;

    public ValueTask<ProviderKeys> FindKeysAsync(
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    ) =>
        new(
            new ProviderKeys(
                ProviderState.Known,
                keyId is not null && algorithm == "ES256" && keys.Find(keyId) is { } key ? [key] : [],
                Detail: null,
                RetryAfter: null
            )
        );
}
