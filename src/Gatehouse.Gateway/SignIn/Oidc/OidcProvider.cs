using Gatehouse.Gateway.Configuration;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>A provider with which people sign in.</summary>
/// <param name="Settings">What the configuration says of it.</param>
/// <param name="Client">Asks it; null where its client secret is missing.</param>
internal sealed record OidcProvider(ProviderConfiguration Settings, OidcClient? Client)
{
    public string Name => Settings.Name;

    public string Issuer => Settings.Issuer!;

    /// <summary>The roles for what the provider says of a person; null where none are configured.</summary>
    public IReadOnlyList<string>? RolesFor(ProviderPerson person) =>
        Settings.Roles is { } roles
            ?
            [
                .. (person.RoleValues ?? [])
                    .Where(roles.Map.ContainsKey)
                    .Select(value => roles.Map[value])
                    .Distinct(StringComparer.Ordinal),
            ]
            : null;
}
