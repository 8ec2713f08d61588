using Gatehouse.Decisions.Providers;
using Gatehouse.Lab.Provider;
using Gatehouse.Providers;

namespace Gatehouse.Lab.Judging;

/// <summary>
/// A provider of the lab as a site of the lab trusts it: over HTTP, by discovery, as any other site would. Its keys are
/// asked for when the first token comes, so that a lab that nobody shows a token starts without it.
/// </summary>
/// <param name="provider">The provider.</param>
/// <param name="clock">The site's clock.</param>
/// <param name="change">Changes how it is asked; null for the usual way.</param>
internal sealed class TrustedProvider(
    LabProvider provider,
    TimeProvider clock,
    Func<JwtProviderOptions, JwtProviderOptions>? change = null
) : IProvider, IAsyncDisposable
{
    /// <summary>What the lab's sites are called in a token's audience.</summary>
    public const string SiteAudience = TokenMint.DefaultAudience;

    private readonly Lazy<JwtProvider> _provider = new(() =>
    {
        var options = new JwtProviderOptions
        {
            Name = provider.Issuer,
            Issuer = provider.Issuer,
            Audience = SiteAudience,
            Discover = true,
        };
        return JwtProvider.Start(change?.Invoke(options) ?? options, clock);
    });

    /// <inheritdoc/>
    public string Name => provider.Issuer;

    /// <inheritdoc/>
    public string Issuer => provider.Issuer;

    /// <inheritdoc/>
    public string? Audience => SiteAudience;

    /// <inheritdoc/>
    public bool Strict => true;

    /// <inheritdoc/>
    public long? ClockAheadSeconds => _provider.IsValueCreated ? _provider.Value.ClockAheadSeconds : null;

    /// <inheritdoc/>
    public ValueTask<ProviderKeys> FindKeysAsync(
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    ) => _provider.Value.FindKeysAsync(keyId, algorithm, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _provider.IsValueCreated ? _provider.Value.DisposeAsync() : default;
}
