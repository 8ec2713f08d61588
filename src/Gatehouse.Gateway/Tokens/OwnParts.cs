using System.Collections.Frozen;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tokens;

/// <summary>What a configuration says of our own tokens, as the decision needs it.</summary>
internal static class OwnParts
{
    public static OwnTokens Tokens(
        GatehouseConfiguration configuration,
        IGrantDirectory grants,
        IKeyDirectory keys,
        IUserDirectory users
    ) =>
        new(
            grants,
            keys,
            users,
            configuration.Applications.ToFrozenDictionary(
                application => application.Id,
                application => application.Scopes,
                StringComparer.Ordinal
            )
        );

    public static FrozenSet<string> Issuers(GatehouseConfiguration configuration) =>
        configuration
            .Providers.Values.Where(provider => provider.Type != ProviderType.Introspection)
            .Select(provider => provider.Issuer)
            .OfType<string>()
            .Append(configuration.PublicUrl.GetLeftPart(UriPartial.Authority))
            .ToFrozenSet(StringComparer.Ordinal);
}
