using Gatehouse.Decisions.Providers;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.SignIn.Oidc;
using Gatehouse.Providers;

namespace Gatehouse.Gateway.Serving;

/// <summary>The issuers of a configuration, asked for their keys from the moment it is made.</summary>
internal sealed class ProviderSet : IAsyncDisposable
{
    private readonly Dictionary<string, JwtProvider> _providers = new(StringComparer.Ordinal);

    private ProviderSet() { }

    /// <summary>Those with which people sign in.</summary>
    public OidcProviders SigningIn { get; private set; } = null!;

    /// <summary>The providers by name.</summary>
    public IReadOnlyDictionary<string, IProvider> ByName =>
        _providers.ToDictionary(
            provider => provider.Key,
            provider => (IProvider)provider.Value,
            StringComparer.Ordinal
        );

    /// <summary>What stands against judging tokens now, a sentence for each provider concerned.</summary>
    public IEnumerable<string> Problems() =>
        _providers
            .Values.Where(provider => provider.Health.State != ProviderState.Known)
            .Select(provider =>
                $"The provider {provider.Name} cannot be used: {provider.Health.Failure ?? "its keys have not come yet"}."
            );

    public static ProviderSet Start(GatehouseConfiguration configuration, TimeProvider time, Action<string> log)
    {
        var set = new ProviderSet();
        foreach (var provider in configuration.Providers.Values)
        {
            if (provider.Type == ProviderType.Introspection)
            {
                log(
                    $"The provider {provider.Name} is of type introspection, which this version cannot ask: its tokens are refused."
                );
                continue;
            }

            if (provider.IsClosed && provider.Secret is not null)
            {
                continue;
            }

            set._providers.Add(
                provider.Name,
                JwtProvider.Start(OptionsOf(provider, configuration), time, told => log(told.Sentence))
            );
        }

        set.SigningIn = OidcProviders.Create(configuration, set.ByName, time);
        return set;
    }

    public async ValueTask DisposeAsync()
    {
        SigningIn.Dispose();
        foreach (var provider in _providers.Values)
        {
            await provider.DisposeAsync();
        }
    }

    private static JwtProviderOptions OptionsOf(ProviderConfiguration provider, GatehouseConfiguration configuration)
    {
        var options = new JwtProviderOptions
        {
            Name = provider.Name,
            Issuer = provider.Issuer ?? "",
            Audience = provider.Audience,
            Strict = provider.Strict,
            TwoFactorAcr = provider.TwoFactorAcr,
            OutboundProxy = configuration.OutboundProxy,
        };
        if (provider.Type == ProviderType.Oidc)
        {
            return options with { Discover = true };
        }

        if (provider.Secret is { } secret)
        {
            return options with
            {
                Secret = System.Text.Encoding.UTF8.GetBytes(secret.Reveal()),
                Algorithm = provider.Algorithm,
            };
        }

        return provider.KeySetFile is { } file
            ? options with
            {
                KeySetFile = file,
            }
            : options with
            {
                KeySetUrl = provider.KeySetUrl?.AbsoluteUri,
            };
    }
}
