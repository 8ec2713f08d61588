namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>Rules about whom the site trusts and whom it sends requests to: providers, upstreams, programs.</summary>
internal static class TrustRules
{
    // Anybody in the world can have an account there.
    private static readonly string[] OpenToAll =
    [
        "accounts.google.com",
        "login.microsoftonline.com/common",
        "login.microsoftonline.com/consumers",
        "login.microsoftonline.com/organizations",
        "appleid.apple.com",
        "gitlab.com",
        "www.facebook.com",
    ];

    public static IReadOnlyList<LintRule> All { get; } =
    [
        new(
            "upstream-plain",
            "identity headers and what people send cross a network that is not yours, readable and changeable.",
            "Use https, or a private address.",
            site =>
                site.Upstreams.Values.SelectMany(upstream =>
                    upstream
                        .Urls.Where(url => url.Scheme == Uri.UriSchemeHttp && NetworkPlaces.LeavesTheNetwork(url))
                        .Select(url => Of(upstream.Location, $"is {ServerRules.Shown(url)}"))
                )
        ),
        new(
            "upstream-unused",
            "what is not used is not looked after, and its credentials stay valid.",
            "Remove it.",
            site =>
                site.Upstreams.Values.Where(upstream => site.Routes.All(route => route.Upstream != upstream.Name))
                    .Select(upstream => Of(upstream.Location, "is named by no route"))
        ),
        new(
            "provider-unused",
            "a trust that nothing needs is one to be abused by the next route.",
            "Remove it.",
            site =>
                site.Providers.Values.Where(provider =>
                        site.Routes.All(route =>
                            !route.Providers.Contains(provider.Name, StringComparer.Ordinal)
                            && !(
                                provider.Type == ProviderType.Oidc
                                && provider.ClientId is not null
                                && route.Schemes.Contains("session", StringComparer.Ordinal)
                            )
                        )
                    )
                    .Select(provider => Of(provider.Location, "is named by no route"))
        ),
        new(
            "provider-symmetric",
            "whoever can verify its tokens can make them: every service that holds the secret is an issuer.",
            "Have the issuer sign with a key pair (ES256, RS256), and name its key set.",
            site =>
                site.Providers.Values.Where(provider => provider.Secret is not null)
                    .Select(provider => Of(provider.Location, $"signs with a shared secret ({provider.Algorithm})"))
        ),
        new(
            "provider-takes-id-tokens",
            "its ID tokens, which browsers and logs see, are taken as access tokens.",
            "Give the API an audience of its own at the provider, or add `strict: true`.",
            site =>
                site.Providers.Values.Where(provider =>
                        provider
                            is { Type: ProviderType.Oidc, Strict: false, ClientId: { } client, Audience: { } audience }
                        && client == audience
                    )
                    .Select(provider => Of(provider.Location, "has an `audience` that is its `client-id`"))
        ),
        new(
            "provider-open-to-all",
            "anybody in the world gets an account here by signing in there.",
            "Write `accounts: linked`, and link the people who may come.",
            site =>
                site.Providers.Values.Where(provider =>
                        provider
                            is { Type: ProviderType.Oidc, CreatesAccounts: true, ClientId: not null, Issuer: not null }
                        && OpenToAll.Any(open =>
                            provider.Issuer.Contains("//" + open, StringComparison.OrdinalIgnoreCase)
                        )
                    )
                    .Select(provider => Of(provider.Location, "is open to everybody, and `accounts` are made for all"))
        ),
        new(
            "introspection-last-good",
            "a token that was revoked there stays good here while the provider is away.",
            "Remove `last-good`, and let requests wait (503) while it is away.",
            site =>
                site.Providers.Values.Where(provider => provider.LastGood > TimeSpan.Zero)
                    .Select(provider => Of(provider.Location, $"has `last-good: {Durations.Write(provider.LastGood)}`"))
        ),
        new(
            "application-unscoped",
            "nothing says what the program is for, so people cannot judge what they allow.",
            "Name its `scopes`.",
            site =>
                site.Applications.Where(application => application is { RedirectUris.Count: > 0, Scopes.Count: 0 })
                    .Select(application => Of(application.Location, "names no `scopes`"))
        ),
    ];

    private static LintFinding Of(ConfigurationLocation location, string what) =>
        new(location, $"`{location.KeyPath}` {what}");
}
