using System.Net;
using Gatehouse.Decisions.Providers;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Providers.Tests;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Keys_are_found_through_the_issuer_s_metadata()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(
            ProviderUnderTest.ByDiscovery(issuer)
        );

        Assert.Single((await provider.FindAsync("a")).Candidates);
        Assert.Equal([FakeIssuer.OpenIdPath, FakeIssuer.KeysPath], issuer.Asked);
    }

    [Fact]
    public async Task The_well_known_part_stands_behind_the_path_or_else_before_it()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        string named = issuer.Issuer + "/realms/one";
        issuer.Discovery(FakeIssuer.OAuthPath + "/realms/one", named, issuer.KeySetUrl);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(
            ProviderUnderTest.ByDiscovery(issuer) with
            {
                Issuer = named,
            }
        );

        Assert.Single((await provider.FindAsync("a")).Candidates);
        Assert.Equal(
            ["/realms/one" + FakeIssuer.OpenIdPath, FakeIssuer.OAuthPath + "/realms/one", FakeIssuer.KeysPath],
            issuer.Asked
        );
    }

    [Fact]
    public async Task An_issuer_without_metadata_is_misconfigured_and_the_first_place_is_named()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(FakeIssuer.OpenIdPath, StatusCodes.Status404NotFound);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(
            ProviderUnderTest.ByDiscovery(issuer)
        );

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Equal($"{issuer.Issuer}{FakeIssuer.OpenIdPath} answered 404.", keys.Detail);
    }

    [Theory]
    [InlineData("/", "; they differ in the trailing slash alone.")]
    [InlineData("/other", ".")]
    public async Task Another_issuer_s_metadata_is_refused_and_both_are_named(string behind, string difference)
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        issuer.Discovery(FakeIssuer.OpenIdPath, issuer.Issuer + behind, issuer.KeySetUrl);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(
            ProviderUnderTest.ByDiscovery(issuer)
        );

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Equal(
            $"{issuer.Issuer}{FakeIssuer.OpenIdPath} names the issuer \"{issuer.Issuer}{behind}\", "
                + $"but \"{issuer.Issuer}\" is configured{difference}",
            keys.Detail
        );
        Assert.Equal(0, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task A_configured_trailing_slash_is_kept_in_the_comparison_and_left_out_of_the_address()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        issuer.Discovery("/tenant" + FakeIssuer.OpenIdPath, issuer.Issuer + "/tenant/", issuer.KeySetUrl);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(
            ProviderUnderTest.ByDiscovery(issuer) with
            {
                Issuer = issuer.Issuer + "/tenant/",
            }
        );

        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Theory]
    [InlineData("http://keys.example/jwks", "is plain http beyond this machine")]
    [InlineData("https://169.254.169.254/latest", "is link-local")]
    [InlineData("https://[fe80::1]/", "is link-local")]
    [InlineData("https://10.1.2.3/jwks", "is one of a private network")]
    [InlineData("https://[::ffff:10.1.2.3]/jwks", "is one of a private network")]
    [InlineData("https://[64:ff9b::a01:203]/jwks", "is one of a private network")]
    [InlineData("https://metadata.example/jwks", "is link-local")]
    [InlineData("https://user:word@keys.example/jwks", "holds a user name or password")]
    [InlineData("file:///etc/passwd", "is no http or https address")]
    [InlineData("jwks", "is no http or https address")]
    public async Task A_jwks_uri_that_leads_where_the_issuer_is_not_is_never_asked(string keySet, string reason)
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Discovery(FakeIssuer.OpenIdPath, issuer.Issuer, keySet);
        await using ProviderUnderTest provider = new(
            ProviderUnderTest.ByDiscovery(issuer),
            resolve: name =>
                name is "metadata.example" ? [IPAddress.Parse("169.254.169.254")] : [IPAddress.Parse("192.0.2.1")]
        );
        await provider.Provider.FirstAttempt;

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Contains(reason, keys.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("user:word", keys.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1/jwks", "is this machine's own")]
    [InlineData("https://localhost/jwks", "is this machine's own")]
    [InlineData("https://0x7f.1/jwks", "is this machine's own")]
    [InlineData("https://10.1.2.3/jwks", "is one of a private network")]
    [InlineData("http://127.0.0.1/jwks", "is plain http where the issuer is https")]
    public async Task A_public_issuer_leads_to_no_inner_address(string keySet, string reason)
    {
        StubHandler handler = new(_ =>
            StubHandler.Json($$"""{"issuer":"https://idp.example","jwks_uri":"{{keySet}}"}""")
        );
        await using ProviderUnderTest provider = new(
            new JwtProviderOptions
            {
                Name = "corp",
                Issuer = "https://idp.example",
                Discover = true,
            },
            handler,
            resolve: name => [name is "localhost" ? IPAddress.Loopback : IPAddress.Parse("203.0.114.7")]
        );
        await provider.Provider.FirstAttempt;

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Contains(reason, keys.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_in_a_private_network_may_keep_its_keys_there()
    {
        StubHandler handler = new(request =>
            StubHandler.Json(
                request.RequestUri!.AbsolutePath is FakeIssuer.KeysPath
                    ? TestKey.Set(new TestKey("a"))
                    : """{"issuer":"https://idp.corp.example","jwks_uri":"https://10.1.2.3/jwks"}"""
            )
        );
        await using ProviderUnderTest provider = new(
            new JwtProviderOptions
            {
                Name = "corp",
                Issuer = "https://idp.corp.example",
                Discover = true,
            },
            handler,
            resolve: _ => [IPAddress.Parse("10.9.9.9")]
        );

        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Fact]
    public async Task An_unknown_kid_asks_for_the_keys_alone_and_a_refresh_for_everything()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(
            ProviderUnderTest.ByDiscovery(issuer)
        );
        provider.Clock.Advance(TimeSpan.FromSeconds(11));

        await provider.FindAsync("forged");
        Assert.Equal(1, issuer.Count(FakeIssuer.OpenIdPath));
        Assert.Equal(2, issuer.Count(FakeIssuer.KeysPath));

        await provider.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(2, issuer.Count(FakeIssuer.OpenIdPath));
        Assert.Equal(3, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task Metadata_that_goes_wrong_later_leaves_the_keys_in_use()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(
            ProviderUnderTest.ByDiscovery(issuer)
        );
        issuer.Discovery(FakeIssuer.OpenIdPath, "https://evil.example", issuer.KeySetUrl);
        await provider.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Single((await provider.FindAsync("a")).Candidates);
        Assert.Contains("https://evil.example", provider.Health.Failure, StringComparison.Ordinal);
    }
}
