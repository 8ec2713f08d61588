using Gatehouse.Decisions.Providers;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>The providers of a configuration with which people sign in, in its order.</summary>
internal sealed class OidcProviders : IDisposable
{
    private readonly IReadOnlyList<OidcProvider> _inOrder;

    private OidcProviders(IReadOnlyList<OidcProvider> inOrder) => _inOrder = inOrder;

    public IReadOnlyList<OidcProvider> All => _inOrder;

    public static OidcProviders Create(
        GatehouseConfiguration configuration,
        IReadOnlyDictionary<string, IProvider> keys,
        TimeProvider time
    ) =>
        new([
            .. configuration
                .Providers.Values.Where(provider => provider.SignsIn && keys.ContainsKey(provider.Name))
                .Select(provider => new OidcProvider(
                    provider,
                    provider.IsClosed
                        ? null
                        : OidcClient.Create(OptionsOf(provider, configuration), keys[provider.Name], time)
                )),
        ]);

    public OidcProvider? Find(string name) =>
        _inOrder.FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.Ordinal));

    public void Dispose()
    {
        foreach (var provider in _inOrder)
        {
            provider.Client?.Dispose();
        }
    }

    private static SignInOptions OptionsOf(ProviderConfiguration provider, GatehouseConfiguration configuration) =>
        new()
        {
            Name = provider.Name,
            Issuer = provider.Issuer!,
            ClientId = provider.ClientId!,
            ClientSecret = provider.ClientSecret?.Reveal(),
            Scopes = [.. provider.Scopes.Prepend("openid").Distinct(StringComparer.Ordinal)],
            Acr = provider.Acr,
            RolesClaim = provider.Roles?.Claim,
            ClockSkew = configuration.ClockSkew,
            OutboundProxy = configuration.OutboundProxy,
        };
}
