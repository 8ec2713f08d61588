using System.Net;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class FullExampleTests
{
    private static readonly string Example = ReadConfiguration.Repository("docs", "examples", "full.yaml");

    private readonly ConfigurationResult _result = ConfigurationReader.ReadFile(
        Example,
        new SecretResolver(name => name == "CORP_SECRET" ? "corp" : null)
    );

    [Fact]
    public void The_full_example_reads_without_errors() => ReadConfiguration.Good(_result);

    [Fact]
    public void Its_warnings_are_the_ones_that_its_comments_name()
    {
        var ids = _result.Problems.Select(problem => problem.Id).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["file-missing", "hidden-shown", "role-unknown", "secret-missing"], ids);
    }

    [Fact]
    public void Its_server_settings_arrive()
    {
        var configuration = ReadConfiguration.Good(_result);

        Assert.Equal([new Uri("http://127.0.0.1:8080")], configuration.Listen);
        Assert.Equal(new Uri("https://api.example"), configuration.PublicUrl);
        Assert.Equal(HttpsRule.Required, configuration.Https);
        Assert.Equal(Path.Combine(Path.GetDirectoryName(Example)!, "data"), configuration.DataDirectory);
        Assert.Null(configuration.Database.Postgres);
        Assert.Equal("Example", configuration.Realm);
        Assert.Equal("admin@example.com", configuration.Contact);
        Assert.Equal([IPNetwork.Parse("127.0.0.1/32")], configuration.TrustedProxies);
        Assert.Equal(TimeSpan.FromSeconds(30), configuration.ClockSkew);
        Assert.Null(configuration.OutboundProxy);
        Assert.Equal(["orders:read"], configuration.Roles["clerk"]);
        Assert.Equal(["orders:read", "orders:write"], configuration.Roles["admin"]);
        Assert.Equal([IPNetwork.Parse("203.0.113.0/24")], configuration.Admission.Deny);
        Assert.Equal(["bad.example"], configuration.Admission.DenyHosts);
        Assert.Equal(TimeSpan.FromDays(30), configuration.Journal.Keep);
        Assert.Equal(512L << 20, configuration.Journal.Size);
        Assert.Equal(TimeSpan.FromMinutes(30), configuration.Session.Idle);
        Assert.Null(configuration.Session.CookieDomain);
        var application = Assert.Single(configuration.Applications);
        Assert.Equal("mobile", application.Id);
        Assert.Equal(["com.example.app:/cb"], application.RedirectUris);
    }

    [Fact]
    public void Its_upstreams_and_providers_arrive()
    {
        var configuration = ReadConfiguration.Good(_result);

        Assert.Equal([new Uri("http://127.0.0.1:3000")], configuration.Upstreams["app"].Urls);
        Assert.Equal("app", configuration.Upstreams["app"].Audience);
        Assert.Equal(TimeSpan.FromSeconds(5), configuration.Upstreams["app"].ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(100), configuration.Upstreams["app"].Timeout);
        Assert.Equal("billing", configuration.Upstreams["billing"].Audience);
        Assert.Equal("env BILLING_TOKEN", configuration.Upstreams["billing"].Credentials!.Secret.ToString());
        Assert.Equal(ProviderType.Oidc, configuration.Providers["corp"].Type);
        Assert.Equal("https://idp.example", configuration.Providers["corp"].Issuer);
        Assert.Equal("corp", configuration.Providers["corp"].ClientSecret!.Reveal());
        Assert.EndsWith("jwks.json", configuration.Providers["machine"].KeySetFile, StringComparison.Ordinal);
        Assert.Equal(new Uri("https://old.example/introspect"), configuration.Providers["legacy"].Endpoint);
    }

    [Fact]
    public void Its_routes_arrive_in_order()
    {
        var routes = ReadConfiguration.Good(_result).Routes;

        Assert.Equal(
            ["/health", "api.example/api/**", "/internal/**", "/old/**", "/wiki/**", "/files/**", "/**"],
            routes.Select(route => route.Name)
        );
        var api = routes[1];
        Assert.Equal(["bearer", "key", "basic"], api.Schemes);
        Assert.Equal(["corp", "machine"], api.Providers);
        Assert.Equal(["orders:read"], api.Require.Scopes);
        Assert.Equal(["admin"], api.PerMethod!["DELETE"].Roles);
        Assert.Equal(("X-Api-Key", "api_key", "api_key"), (api.Key.Header, api.Key.Query, api.Key.Body));
        Assert.Equal(["https://shop.example"], api.Cors!.Origins);
        Assert.True(api.Cors.Credentials);
        Assert.Equal(new RequestRate(100, TimeSpan.FromSeconds(1)), api.Limits!.Rate);
        Assert.Equal((50, 20), (api.Limits.Burst, api.Limits.Concurrent));
        Assert.Equal("/api", api.StripPrefix);
        Assert.True(routes[2].Hidden);
        Assert.Equal("/new/", routes[3].MovedTo);
        Assert.True(routes[4].Identify);
        Assert.Equal(AllowRule.Everyone, routes[4].Allow);
        Assert.Equal(ProfileRule.Iis, routes[5].Profile);
    }

    [Fact]
    public void Its_missing_secrets_close_what_needs_them_and_nothing_else()
    {
        var configuration = ReadConfiguration.Good(_result);

        Assert.Equal(
            ["upstreams.billing.credentials.bearer", "providers.legacy.client-secret"],
            configuration.MissingSecrets.Select(secret => secret.Location.KeyPath)
        );
        Assert.All(configuration.MissingSecrets, secret => Assert.True(secret.Location.Line > 1));
        Assert.True(configuration.Upstreams["billing"].IsClosed);
        Assert.True(configuration.Providers["legacy"].IsClosed);
        Assert.False(configuration.Upstreams["app"].IsClosed);
        Assert.False(configuration.Providers["corp"].IsClosed);
    }
}
