using Gatehouse.Decisions.Providers;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn.Oidc;
using Gatehouse.Providers;
using Gatehouse.Providers.Introspection;

namespace Gatehouse.Gateway.Serving;

/// <summary>The issuers of a configuration, asked for their keys from the moment it is made.</summary>
internal sealed class ProviderSet : IAsyncDisposable
{
    private readonly Dictionary<string, JwtProvider> _providers = new(StringComparer.Ordinal);

    private readonly Dictionary<string, IntrospectionProvider> _introspectors = new(StringComparer.Ordinal);

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

    /// <summary>Those that are asked about tokens, by name.</summary>
    public IReadOnlyDictionary<string, IIntrospector> Introspectors =>
        _introspectors.ToDictionary(
            provider => provider.Key,
            provider => (IIntrospector)provider.Value,
            StringComparer.Ordinal
        );

    /// <summary>How each provider whose keys are held stands.</summary>
    public IEnumerable<(string Name, ProviderHealth Health)> Health() =>
        _providers.Values.Select(provider => (provider.Name, provider.Health));

    /// <summary>How each provider whose keys are held stands, for those who ask whether the gateway is ready.</summary>
    public IEnumerable<ServicePart> Parts() =>
        _providers.Values.Select(provider =>
        {
            var name = $"provider {provider.Name}";
            var health = provider.Health;
            var reason = health.Failure ?? "its keys have not come yet";
            return health.State == ProviderState.Known ? ServicePart.Up(name)
                : health.LastSuccess is null ? ServicePart.Down(name, reason)
                : ServicePart.Degraded(name, reason);
        });

    public static ProviderSet Start(
        GatehouseConfiguration configuration,
        TimeProvider time,
        Action<ProviderEvent> tell,
        Action<string> log
    )
    {
        var set = new ProviderSet();
        foreach (var provider in configuration.Providers.Values)
        {
            if (provider.Type == ProviderType.Introspection)
            {
                if (!provider.IsClosed)
                {
                    set._introspectors.Add(
                        provider.Name,
                        IntrospectionProvider.Create(AskedOf(provider, configuration, time, log), time, log)
                    );
                }

                continue;
            }

            if (provider.IsClosed && provider.Secret is not null)
            {
                continue;
            }

            set._providers.Add(provider.Name, JwtProvider.Start(OptionsOf(provider, configuration), time, tell));
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

        foreach (var provider in _introspectors.Values)
        {
            await provider.DisposeAsync();
        }
    }

    private static IntrospectionOptions AskedOf(
        ProviderConfiguration provider,
        GatehouseConfiguration configuration,
        TimeProvider time,
        Action<string> log
    ) =>
        new()
        {
            Name = provider.Name,
            Endpoint = provider.Endpoint!.AbsoluteUri,
            ClientId = provider.ClientId!,
            ClientSecret = provider.ClientSecret!.Reveal(),
            Issuer = provider.Issuer,
            Audience = provider.Audience,
            TwoFactorAcr = provider.TwoFactorAcr,
            SignedBy = provider.SignsAnswers
                ? JwtProvider.Start(OptionsOf(provider, configuration), time, told => log(told.Sentence))
                : null,
            Cache = provider.Cache,
            NegativeCache = provider.NegativeCache,
            LastGood = provider.LastGood,
            OutboundProxy = configuration.OutboundProxy,
        };

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
        if (provider is { Type: ProviderType.Oidc } or { SignsAnswers: true, KeySetFile: null, KeySetUrl: null })
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
