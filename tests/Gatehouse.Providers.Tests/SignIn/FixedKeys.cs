using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Providers.Tests.SignIn;

/// <summary>A provider whose one key is known.</summary>
internal sealed class FixedKeys(VerificationKey key) : IProvider
{
    public string Name => "corp";

    public string Issuer => SignInExchange.Issuer;

    public string? Audience => null;

    public bool Strict => false;

    public long? ClockAheadSeconds => null;

    public ValueTask<ProviderKeys> FindKeysAsync(
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    ) =>
        new(
            new ProviderKeys(
                ProviderState.Known,
                string.Equals(keyId, key.KeyId, StringComparison.Ordinal) ? [key] : [],
                Detail: null,
                RetryAfter: null
            )
        );
}
