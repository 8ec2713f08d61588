using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gatehouse.Lab.Provider;
using Gatehouse.TestKit;

namespace Gatehouse.Lab.Tests.Provider;

public sealed class MintTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly LabProviders _providers;
    private readonly LabProvider _provider;

    public MintTests()
    {
        _providers = new LabProviders(_clock, () => new Uri("http://127.0.0.1:8401"));
        _provider = _providers["default"];
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose() => _providers.Dispose();

    [Fact]
    public void An_access_token_is_what_RFC_9068_wants()
    {
        var token = _provider.Mint(new TokenOrder());

        Assert.Null(Judge.Fault(_provider, token));
        Assert.Equal("at+jwt", Judge.Type(token));
        var claims = Judge.Claims(token);
        Assert.Equal("http://127.0.0.1:8401/idp", claims.Issuer);
        Assert.Equal("alice", claims.Subject);
        Assert.Equal(["lab-api"], claims.Audiences);
        Assert.Equal("lab", claims.ClientId);
        Assert.Equal(Now, claims.IssuedAt);
        Assert.Equal(Now + 600, claims.Expires);
        Assert.Contains("openid", claims.Scopes);
        Assert.NotNull(claims.JwtId);
    }

    [Fact]
    public void An_ID_token_is_for_the_client()
    {
        var token = _provider.Mint(new TokenOrder { Kind = TokenKind.Id, ClientId = "lab-confidential" });

        Assert.Null(Judge.Fault(_provider, token));
        Assert.Equal("JWT", Judge.Type(token));
        Assert.Equal(["lab-confidential"], Judge.Claims(token).Audiences);
    }

    [Fact]
    public void A_token_can_be_minted_old()
    {
        var claims = Judge.Claims(
            _provider.Mint(
                new TokenOrder
                {
                    Age = 20.Minutes(),
                    Lifetime = 5.Minutes(),
                    NotBefore = -1.Hours(),
                }
            )
        );

        Assert.Equal(Now - 1200, claims.IssuedAt);
        Assert.Equal(Now - 900, claims.Expires);
        Assert.Equal(Now - 3600, claims.NotBefore);
    }

    [Fact]
    public void Claims_and_header_are_set_and_removed()
    {
        var token = _provider.Mint(
            new TokenOrder
            {
                Claims = ImmutableSortedDictionary<string, JsonNode?>.Empty.Add("acr", "gold").Add("exp", null),
                Header = ImmutableSortedDictionary<string, JsonNode?>.Empty.Add("typ", "JWT").Add("kid", null),
            }
        );

        Assert.Equal("gold", Judge.Claims(token).Acr);
        Assert.Null(Judge.Claims(token).Expires);
        Assert.Equal("JWT", Judge.Type(token));
        Assert.Null(Judge.Fault(_provider, token));
    }

    [Theory]
    [InlineData(TokenKey.Current, null)]
    [InlineData(TokenKey.Previous, null)]
    [InlineData(TokenKey.Foreign, "signature wrong")]
    [InlineData(TokenKey.Unpublished, "key unknown")]
    public void A_token_is_signed_with_the_key_that_was_ordered(TokenKey key, string? fault) =>
        Assert.Equal(fault, Judge.Fault(_provider, _provider.Mint(new TokenOrder { Key = key })));

    [Theory]
    [InlineData(TokenTamper.Signature, "signature wrong")]
    [InlineData(TokenTamper.Payload, "signature wrong")]
    [InlineData(TokenTamper.Truncated, "NotThreeParts")]
    public void A_tampered_token_is_refused_by_a_verifier(TokenTamper tamper, string fault) =>
        Assert.Equal(fault, Judge.Fault(_provider, _provider.Mint(new TokenOrder { Tamper = tamper })));

    [Theory]
    [InlineData(TokenAlgorithm.Es256, null)]
    [InlineData(TokenAlgorithm.Rs256, null)]
    [InlineData(TokenAlgorithm.None, "AlgorithmRefused")]
    [InlineData(TokenAlgorithm.Hs256WithPublicKey, "signature wrong")]
    public void A_token_is_signed_as_was_ordered(TokenAlgorithm algorithm, string? fault) =>
        Assert.Equal(fault, Judge.Fault(_provider, _provider.Mint(new TokenOrder { Algorithm = algorithm })));

    [Fact]
    public void The_clock_of_the_provider_is_skewed_as_the_knob_says()
    {
        _provider.Knobs = new ProviderKnobs { ClockSkew = 10.Minutes() };

        Assert.Equal(Now + 600, Judge.Claims(_provider.Mint(new TokenOrder())).IssuedAt);
    }

    [Fact]
    public void Knobs_hold_where_an_order_says_nothing()
    {
        _provider.Knobs = new ProviderKnobs
        {
            TokenIssuer = "https://other.example",
            TokenAudience = "other",
            TokenType = "JWT",
            TokenLifetime = -5.Seconds(),
        };

        var token = _provider.Mint(new TokenOrder());

        var claims = Judge.Claims(token);
        Assert.Equal("https://other.example", claims.Issuer);
        Assert.Equal(["other"], claims.Audiences);
        Assert.Equal(Now - 5, claims.Expires);
        Assert.Equal("JWT", Judge.Type(token));
        Assert.Equal(["mine"], Judge.Claims(_provider.Mint(new TokenOrder { Audience = "mine" })).Audiences);
    }

    [Fact]
    public void Rotated_keys_stay_published_until_they_are_dropped()
    {
        var old = _provider.Mint(new TokenOrder());
        _provider.RotateKeys();
        var young = _provider.Mint(new TokenOrder());

        Assert.Null(Judge.Fault(_provider, old));
        Assert.Null(Judge.Fault(_provider, young));

        _provider.DropPreviousKeys();

        Assert.Equal("key unknown", Judge.Fault(_provider, old));
        Assert.Null(Judge.Fault(_provider, young));
    }

    [Fact]
    public void The_signing_key_can_be_hidden()
    {
        _provider.Knobs = new ProviderKnobs { HideSigningKey = true };

        Assert.Equal("key unknown", Judge.Fault(_provider, _provider.Mint(new TokenOrder())));
    }

    [Fact]
    public void Two_keys_can_share_a_kid()
    {
        _provider.Knobs = new ProviderKnobs { DuplicateKeyId = true };

        Assert.Equal("key unknown", Judge.Fault(_provider, _provider.Mint(new TokenOrder())));
        Assert.Equal(2, Judge.Keys(_provider).Skipped.Count);
    }

    [Fact]
    public void A_tenant_has_keys_and_an_issuer_of_its_own()
    {
        var other = _providers["token.expired"];

        Assert.Equal("http://127.0.0.1:8401/idp/token.expired", other.Issuer);
        Assert.Equal("key unknown", Judge.Fault(_provider, other.Mint(new TokenOrder())));
        Assert.Same(other, _providers["token.expired"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("token")]
    [InlineData("knobs")]
    [InlineData("a/b")]
    [InlineData(".well-known")]
    public void A_name_that_is_no_tenant_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _providers[name]);
}
