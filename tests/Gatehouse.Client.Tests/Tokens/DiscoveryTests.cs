using System.Net;
using Gatehouse.Client.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class DiscoveryTests : IDisposable
{
    private const string Good = """{"access_token":"abc","token_type":"Bearer","expires_in":600}""";
    private static readonly Uri Resource = new("https://orders.example/api/orders?page=1");
    private static readonly Uri Metadata = new("https://orders.example/.well-known/oauth-protected-resource/api");

    private readonly ScriptedProvider _provider = new();

    public void Dispose() => _provider.Dispose();

    [Theory]
    [InlineData("https://idp.example/t/1", "https://idp.example/t/1/.well-known/openid-configuration")]
    [InlineData("https://idp.example/t/1", "https://idp.example/.well-known/oauth-authorization-server/t/1")]
    [InlineData("https://idp.example", "https://idp.example/.well-known/openid-configuration")]
    [InlineData("https://idp.example", "https://idp.example/.well-known/oauth-authorization-server")]
    public async Task Endpoints_are_read_from_the_issuer_s_metadata_once(string issuer, string place)
    {
        _provider.On(place, $$"""{"issuer":"{{issuer}}","token_endpoint":"https://idp.example/token"}""");
        _provider.On("https://idp.example/token", Good);
        var keeper = _provider.Keeper(options => options.From(issuer).ClientCredentials("me", "s3cr3t"));
        await keeper.GetAsync(default);
        _provider.Clock.Advance(TimeSpan.FromMinutes(10));
        await keeper.GetAsync(default);
        Assert.Single(_provider.Asked, asked => asked.Address == place);
    }

    [Theory]
    [InlineData("""{"issuer":"https://idp.example/","token_endpoint":"https://idp.example/token"}""")]
    [InlineData("""{"issuer":"https://other.example","token_endpoint":"https://idp.example/token"}""")]
    [InlineData("""{"token_endpoint":"https://idp.example/token"}""")]
    [InlineData("""{"issuer":"https://idp.example","token_endpoint":"http://idp.example/token"}""")]
    [InlineData("""{"issuer":"https://idp.example","token_endpoint":"http://127.0.0.1/token"}""")]
    [InlineData("""{"issuer":"https://idp.example"}""")]
    public async Task Metadata_that_names_another_issuer_or_an_unsafe_place_gets_no_secret(string metadata)
    {
        _provider.On("https://idp.example/.well-known/openid-configuration", metadata);
        var keeper = _provider.Keeper(static options =>
            options.From("https://idp.example").ClientCredentials("me", "s3cr3t")
        );
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Same(Causes.Provider.Misconfigured, refused.Cause);
        Assert.Single(_provider.Asked);
    }

    [Fact]
    public async Task Resource_names_its_authorization_server_and_the_first_request_waits_for_that()
    {
        Name("https://orders.example/api", "https://evil.example", "https://idp.example");
        var keeper = Keeper();
        Assert.True(((TokenKeeper)keeper).NeedsChallenge);
        var tokens = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => Task.Run(() => keeper.DiscoverAsync(Resource, Metadata, default).AsTask()))
        );
        Assert.Single(tokens.Distinct());
        Assert.NotNull(tokens[0]);
        Assert.False(((TokenKeeper)keeper).NeedsChallenge);
        Assert.True(keeper.TryGet(out _));
        var asked = Assert.Single(_provider.Asked, static asked => asked.Address == "https://idp.example/token");
        Assert.Equal("https://orders.example/api", asked.Form["resource"]);
        Assert.DoesNotContain(
            _provider.Asked,
            static asked => asked.Address.Contains("evil", StringComparison.Ordinal)
        );
        _provider.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(await keeper.GetAsync(default));
    }

    [Theory]
    [InlineData("https://orders.example/api", "https://evil.example")]
    [InlineData("https://other.example/api", "https://idp.example")]
    [InlineData("https://orders.example/other", "https://idp.example")]
    [InlineData("https://orders.example/ap", "https://idp.example")]
    [InlineData("http://orders.example/api", "https://idp.example")]
    public async Task Resource_that_names_no_allowed_server_or_speaks_for_another_gets_nothing(
        string name,
        string server
    )
    {
        Name(name, server);
        var keeper = Keeper();
        Assert.Null(await keeper.DiscoverAsync(Resource, Metadata, default));
        Assert.Null(await keeper.DiscoverAsync(Resource, Metadata, default));
        Assert.Single(_provider.Asked);
    }

    [Theory]
    [InlineData("https://evil.example/metadata")]
    [InlineData("http://orders.example/metadata")]
    [InlineData("https://orders.example:444/metadata")]
    public async Task Metadata_from_elsewhere_is_not_even_read(string metadata)
    {
        Assert.Null(await Keeper().DiscoverAsync(Resource, new Uri(metadata), default));
        Assert.Empty(_provider.Asked);
    }

    [Fact]
    public async Task User_in_the_address_of_what_was_asked_for_is_no_matter()
    {
        Name("https://orders.example/api", "https://idp.example");
        var resource = new Uri("https://me:secret@orders.example/api/orders");
        Assert.NotNull(await Keeper().DiscoverAsync(resource, Metadata, default));
    }

    [Fact]
    public async Task Refusal_of_a_named_server_is_told()
    {
        Name("https://orders.example/api", "https://idp.example");
        _provider.On("https://idp.example/token", """{"error":"invalid_client"}""", HttpStatusCode.Unauthorized);
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            Keeper().DiscoverAsync(Resource, Metadata, default).AsTask()
        );
        Assert.Same(Causes.Grant.ClientRejected, refused.Cause);
    }

    private void Name(string resource, params string[] servers) =>
        _provider
            .On(
                Metadata.AbsoluteUri,
                $$"""{"resource":"{{resource}}","authorization_servers":["{{string.Join("\",\"", servers)}}"]}"""
            )
            .On(
                "https://idp.example/.well-known/openid-configuration",
                """{"issuer":"https://idp.example","token_endpoint":"https://idp.example/token"}"""
            )
            .On("https://idp.example/token", Good);

    private ITokenKeeper Keeper() =>
        _provider.Keeper(static options =>
            options.AllowIssuers("https://idp.example").ClientCredentials("me", "s3cr3t")
        );
}
