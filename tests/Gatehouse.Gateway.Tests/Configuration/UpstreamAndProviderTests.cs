using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class UpstreamAndProviderTests
{
    public static TheoryData<string, string, string> Wrong { get; } =
        new()
        {
            { "An upstream has an address", "upstreams: { a: {} }", "key-missing" },
            {
                "An upstream has one address key",
                "upstreams: { a: { url: 'http://a', urls: ['http://b'] } }",
                "upstream-two-addresses"
            },
            { "An upstream is http", "upstreams: { a: 'ftp://a' }", "address-invalid" },
            {
                "An upstream has no password in its address",
                "upstreams: { a: 'http://u:hunter2@a' }",
                "address-invalid"
            },
            { "An upstream has no query", "upstreams: { a: 'http://a/?x' }", "address-invalid" },
            { "An upstream's name is a name", "upstreams: { 'a b': 'http://a' }", "name-invalid" },
            { "An upstream's addresses are at least one", "upstreams: { a: [] }", "list-empty" },
            {
                "Credentials are of one kind",
                "upstreams: { a: { url: 'http://localhost', credentials: {} } }",
                "credentials-not-one"
            },
            {
                "Credentials are no text",
                "upstreams: { a: { url: 'http://localhost', credentials: hunter2 } }",
                "mapping-expected"
            },
            {
                "A token is no literal",
                "upstreams: { a: { url: 'http://localhost', credentials: { bearer: hunter2 } } }",
                "secret-literal"
            },
            {
                "A user has no colon",
                "upstreams: { a: { url: 'http://localhost', credentials: { basic: { user: 'a:b', password: { env: P } } } } }",
                "basic-colon"
            },
            {
                "Basic needs a password",
                "upstreams: { a: { url: 'http://localhost', credentials: { basic: { user: a } } } }",
                "key-missing"
            },
            {
                "A connection comes soon",
                "upstreams: { a: { url: 'http://localhost', connect-timeout: 2m } }",
                "duration-invalid"
            },
            { "A provider has a type", "providers: { p: { issuer: x } }", "key-missing" },
            { "A provider's type is known", "providers: { p: { type: saml, issuer: x } }", "choice-invalid" },
            { "Discovery needs an issuer", "providers: { p: { type: oidc } }", "key-missing" },
            {
                "An issuer that is asked is an address",
                "providers: { p: { type: oidc, issuer: idp } }",
                "issuer-invalid"
            },
            {
                "An issuer has no query",
                "providers: { p: { type: oidc, issuer: 'https://idp.example/?a' } }",
                "issuer-invalid"
            },
            {
                "An issuer is asked over https",
                "providers: { p: { type: oidc, issuer: 'http://idp.example' } }",
                "provider-over-http"
            },
            {
                "A key set is asked for over https",
                "providers: { p: { type: jwt, issuer: x, jwks-url: 'http://idp.example' } }",
                "provider-over-http"
            },
            {
                "Tokens are checked with something",
                "providers: { p: { type: jwt, issuer: x } }",
                "provider-keys-not-one"
            },
            {
                "Tokens are checked with one thing",
                "providers: { p: { type: jwt, issuer: x, jwks-file: a, jwks-url: 'https://a' } }",
                "provider-keys-not-one"
            },
            {
                "A key set has no algorithm",
                "providers: { p: { type: jwt, issuer: x, jwks-file: a, algorithm: HS256 } }",
                "provider-key-misplaced"
            },
            {
                "A public key is no algorithm",
                "providers: { p: { type: jwt, issuer: x, secret: { env: S }, algorithm: RS256 } }",
                "choice-invalid"
            },
            {
                "No algorithm is none",
                "providers: { p: { type: jwt, issuer: x, secret: { env: S }, algorithm: none } }",
                "choice-invalid"
            },
            {
                "Introspection has an endpoint",
                "providers: { p: { type: introspection, client-id: a, client-secret: { env: S } } }",
                "key-missing"
            },
            {
                "Introspection knows itself",
                "providers: { p: { type: introspection, endpoint: 'https://a' } }",
                "key-missing"
            },
            {
                "Signed introspection has an issuer",
                "providers: { p: { type: introspection, endpoint: 'https://a', client-id: a, client-secret: { env: S }, signed: true } }",
                "key-missing"
            },
            {
                "An answer about a token counts a minute at most",
                "providers: { p: { type: introspection, endpoint: 'https://a', client-id: a, client-secret: { env: S }, cache: 61s } }",
                "duration-invalid"
            },
            {
                "Who is not asked is not remembered",
                "providers: { p: { type: jwt, issuer: 'https://a', jwks-url: 'https://a', audience: a, cache: 1s } }",
                "provider-key-misplaced"
            },
            {
                "Introspection has no key set",
                "providers: { p: { type: introspection, endpoint: 'https://a', client-id: a, client-secret: { env: S }, jwks-file: a } }",
                "provider-key-misplaced"
            },
            {
                "Discovery finds its key set",
                "providers: { p: { type: oidc, issuer: 'https://a', jwks-url: 'https://a' } }",
                "provider-key-misplaced"
            },
            {
                "An issuer has one provider",
                "providers: { p: { type: oidc, issuer: 'https://a' }, q: { type: jwt, issuer: 'https://a', jwks-file: a } }",
                "issuer-duplicate"
            },
            {
                "A secret is no literal",
                "providers: { p: { type: oidc, issuer: 'https://a', client-id: x, client-secret: hunter2 } }",
                "secret-literal"
            },
            {
                "A secret has one source",
                "providers: { p: { type: oidc, issuer: 'https://a', client-id: x, client-secret: { env: A, file: b } } }",
                "secret-invalid"
            },
            {
                "A secret is no key",
                "providers: { p: { type: oidc, issuer: 'https://a', client-id: x, client-secret: { hunter2 } } }",
                "secret-invalid"
            },
            {
                "A secret is no name of a variable",
                "providers: { p: { type: oidc, issuer: 'https://a', client-id: x, client-secret: { env: 'hunter2!' } } }",
                "secret-invalid"
            },
            {
                "A secret is no list",
                "providers: { p: { type: oidc, issuer: 'https://a', client-id: x, client-secret: [hunter2] } }",
                "secret-invalid"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_upstream_or_provider_is_told_without_secrets(string sentence, string yaml, string id)
    {
        var result = ReadConfiguration.From(yaml);

        var problem = result.Problems.FirstOrDefault(problem => problem.Severity == Severity.Error);
        Assert.True(problem is not null && problem.Id == id, $"{sentence}: {string.Join('\n', result.Problems)}");
        Assert.Equal(1, problem.Line);
        Assert.DoesNotContain("hunter2", string.Join('\n', result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_upstream_may_have_several_addresses()
    {
        var result = ReadConfiguration.From(
            "upstreams: { a: ['http://a', 'http://b/x'], b: { urls: ['http://c'], timeout: 30s } }"
        );

        var upstreams = ReadConfiguration.Good(result).Upstreams;
        Assert.Equal([new Uri("http://a"), new Uri("http://b/x")], upstreams["a"].Urls);
        Assert.Equal(TimeSpan.FromSeconds(30), upstreams["b"].Timeout);
        Assert.Equal("b", upstreams["b"].Audience);
    }

    [Fact]
    public void A_short_shared_secret_is_an_error_that_does_not_show_it()
    {
        var result = ReadConfiguration.From(
            "providers: { p: { type: jwt, issuer: x, audience: y, algorithm: HS384, secret: { env: S } } }",
            ("S", "hunter2hunter2hunter2hunter2hunter2")
        );

        var problem = ReadConfiguration.OneError(result);
        Assert.Equal("secret-short", problem.Id);
        Assert.Contains("48 bytes", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_without_audience_is_a_warning()
    {
        var result = ReadConfiguration.From("providers: { p: { type: oidc, issuer: 'https://a' } }");

        Assert.Contains(result.Problems, problem => problem.Id == "provider-without-audience");
    }

    [Fact]
    public void An_issuer_is_kept_byte_for_byte() =>
        Assert.Equal(
            "https://IDP.example:443/a/",
            ReadConfiguration
                .Good(
                    ReadConfiguration.From(
                        "providers: { p: { type: oidc, issuer: 'https://IDP.example:443/a/', audience: x } }"
                    )
                )
                .Providers["p"]
                .Issuer
        );

    [Fact]
    public void Credentials_to_an_upstream_in_plain_http_are_a_warning()
    {
        var result = ReadConfiguration.From(
            "upstreams: { a: { url: 'http://a.example', credentials: { bearer: { env: T } } } }",
            ("T", "t")
        );

        ReadConfiguration.Good(result);
        Assert.Contains(result.Problems, problem => problem.Id == "credentials-over-http");
    }
}
