using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Schemes;

public class BearerSchemeTests
{
    private static long Now { get; } = new ManualTimeProvider().GetUtcNow().ToUnixTimeSeconds();

    public static TheoryData<string, string, string> Claims =>
        new()
        {
            // iss
            { "token.issuer-untrusted", "iss", "\"https://evil.example\"" },
            { "token.issuer-untrusted", "iss", "\"https://issuer.example/\"" },
            { "token.issuer-untrusted", "iss", "\"HTTPS://issuer.example\"" },
            { "token.issuer-untrusted", "iss", "\"\"" },
            { "token.issuer-untrusted", "iss", "" },
            // aud
            { "token.audience-mismatch", "aud", "\"billing\"" },
            { "token.audience-mismatch", "aud", "[\"billing\",\"Orders\"]" },
            { "token.audience-mismatch", "aud", "[]" },
            { "token.audience-mismatch", "aud", "" },
            { "granted to service-1", "aud", "[\"billing\",\"orders\"]" },
            { "token.malformed", "aud", "{}" },
            { "token.malformed", "aud", "[7]" },
            // exp: 30 seconds of skew, to the second
            { "granted to service-1", "exp", $"{Now - 29}" },
            { "token.expired", "exp", $"{Now - 30}" },
            { "token.expired", "exp", "0" },
            { "token.malformed", "exp", "" },
            { "token.malformed", "exp", "\"soon\"" },
            { "token.malformed", "exp", "1e400" },
            // nbf and iat
            { "granted to service-1", "nbf", $"{Now + 30}" },
            { "token.not-yet-valid", "nbf", $"{Now + 31}" },
            { "granted to service-1", "iat", $"{Now + 30}" },
            { "token.not-yet-valid", "iat", $"{Now + 31}" },
            { "granted to service-1", "iat", "" },
            // tokens of other kinds
            { "token.type-wrong", "nonce", "\"n\"" },
            { "token.type-wrong", "at_hash", "\"h\"" },
            { "token.type-wrong", "typ", "\"ID\"" },
            { "token.type-wrong", "typ", "\"Refresh\"" },
            { "granted to service-1", "typ", "\"Bearer\"" },
            // bound tokens
            { "token.binding-mismatch", "cnf", "{\"jkt\":\"x\"}" },
            { "token.binding-mismatch", "cnf", "{\"x5t#S256\":\"x\"}" },
            { "token.binding-mismatch", "cnf", "{}" },
            // sub
            { "token.malformed", "sub", "" },
            { "token.malformed", "sub", "\"\"" },
            { "token.malformed", "sub", "\"a\\r\\nX-Forwarded-User: admin\"" },
            { "token.malformed", "sub", "\"a\\u007f\"" },
        };

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task Claim_decides(string outcome, string claim, string json)
    {
        var setup = Site();
        var token = setup.Token(claims =>
        {
            claims.Remove(claim);
            if (json.Length > 0)
            {
                claims[claim] = JsonNode.Parse(json);
            }
        });
        Assert.Equal(outcome, await CauseAsync(setup, token));
    }

    [Theory]
    [InlineData("at+jwt", false, "granted to service-1")]
    [InlineData("application/at+jwt", false, "granted to service-1")]
    [InlineData("AT+JWT", true, "granted to service-1")]
    [InlineData("JWT", false, "granted to service-1")]
    [InlineData("JWT", true, "token.type-wrong")]
    [InlineData("application/jwt", true, "token.type-wrong")]
    [InlineData("dpop+jwt", false, "token.type-wrong")]
    [InlineData("logout+jwt", false, "token.type-wrong")]
    public async Task Type_decides(string type, bool strict, string outcome)
    {
        var setup = Site(strict);
        Assert.Equal(outcome, await CauseAsync(setup, setup.Token(type: type)));
    }

    [Fact]
    public async Task What_is_no_signed_token_is_told_by_its_kind()
    {
        var setup = Site();
        var token = setup.Token();
        var parts = token.Split('.');
        (string Token, string Cause)[] cases =
        [
            ("", "credentials.malformed"),
            ("undefined", "token.malformed"),
            (parts[0] + "." + parts[1], "token.malformed"),
            (token + ".", "token.malformed"),
            (token + ".x.y", "token.malformed"),
            ("." + parts[1] + "." + parts[2], "token.malformed"),
            (Encode("""{"alg":"none"}""") + "." + parts[1] + ".", "token.algorithm-refused"),
            (Encode("""{"alg":"NONE"}""") + "." + parts[1] + "." + parts[2], "token.algorithm-refused"),
            (Encode("""{"alg":"HS256"}""") + "." + parts[1] + "." + parts[2], "token.key-unknown"),
            (Encode("""{"typ":"JWT"}""") + "." + parts[1] + "." + parts[2], "token.algorithm-refused"),
            (Encode("""{"alg":"ES256","crit":["x"],"x":1}""") + "." + parts[1] + "." + parts[2], "token.malformed"),
            (parts[0] + "." + Encode("[]") + "." + parts[2], "token.malformed"),
            (parts[0] + "." + Encode("{") + "." + parts[2], "token.malformed"),
            (setup.Directory.PutKey("alice"), "key.misplaced"),
            (new string('a', 17_000), "token.malformed"),
        ];
        foreach (var (text, cause) in cases)
        {
            Assert.Equal(cause, await CauseAsync(setup, text));
        }
    }

    [Fact]
    public async Task Signature_is_the_key_owners_or_nothing_is_believed()
    {
        var setup = Site();
        using var stranger = SigningKey.CreateEs256();
        Assert.Equal("token.key-unknown", await CauseAsync(setup, setup.Token(signer: stranger)));

        var token = setup.Token();
        var dot = token.LastIndexOf('.') + 1;
        var changed = token[..dot] + (token[dot] == 'A' ? 'B' : 'A') + token[(dot + 1)..];
        var refused = Assert.IsType<Denied>(await DecideAsync(setup, changed));
        Assert.Equal("token.signature-invalid", refused.Cause.Id);

        // Of a token that nobody vouches for, nothing but its issuer and key id is told.
        Assert.DoesNotContain(refused.Evidence, piece => piece.Name is not ("provider" or "kid" or "algorithm"));
        var expired = setup.Token(claims => claims["exp"] = 1, signer: stranger);
        Assert.Equal("token.key-unknown", await CauseAsync(setup, expired));
    }

    [Fact]
    public async Task Provider_that_is_away_is_503_for_what_cannot_be_judged_without_it_and_nothing_else()
    {
        foreach (var state in (ProviderState[])[ProviderState.Unreachable, ProviderState.Misconfigured])
        {
            var setup = Site();
            setup.Provider.State = state;
            var undecided = Assert.IsType<Undecided>(await DecideAsync(setup, setup.Token()));
            Assert.Equal(
                state == ProviderState.Unreachable ? "provider.unreachable" : "provider.misconfigured",
                undecided.Cause.Id
            );
            Assert.Contains(undecided.Evidence, piece => piece is { Name: "retry-after", SeenBy: Disclosure.Caller });
            Assert.Equal("token.issuer-untrusted", await CauseAsync(setup, setup.Token(c => c["iss"] = "https://x")));
            Assert.Equal("token.malformed", await CauseAsync(setup, "abc"));
            Assert.Equal("credentials.missing", await setup.CauseAsync("GET", "/x"));
        }
    }

    [Fact]
    public async Task Audiences_are_for_the_operator_alone()
    {
        var setup = Site();
        var refused = Assert.IsType<Denied>(await DecideAsync(setup, setup.Token(c => c["aud"] = "somebody-elses")));
        Assert.Equal("token.audience-mismatch", refused.Cause.Id);
        Assert.Contains(refused.Evidence, piece => piece is { Name: "audience", Value: "somebody-elses" });
        Assert.DoesNotContain(
            refused.Evidence,
            piece => piece.SeenBy == Disclosure.Caller && piece.Value is "orders" or "somebody-elses"
        );
    }

    [Fact]
    public async Task Time_that_is_off_tells_the_operator_whose_clock()
    {
        var setup = Site();
        setup.Provider.ClockAheadSeconds = 300;
        var refused = Assert.IsType<Denied>(await DecideAsync(setup, setup.Token(c => c["nbf"] = Now + 300)));
        Assert.Contains(
            refused.Evidence,
            piece => piece is { Name: "clock", SeenBy: Disclosure.Operator } && piece.Value.Contains("300 s ahead")
        );
        Assert.Contains(new Evidence("wait", "300", Disclosure.Caller), refused.Evidence);
    }

    [Fact]
    public async Task Expired_token_is_refused_with_how_long_ago()
    {
        var setup = Site();
        var refused = Assert.IsType<Denied>(await DecideAsync(setup, setup.Token(c => c["exp"] = Now - 94)));
        Assert.Contains(new Evidence("ago", "94", Disclosure.Caller), refused.Evidence);
        var refusal = RefusalFactory.Create(setup.Last, refused, "GH-0", "en");
        Assert.Equal("The access token expired 94 seconds ago", refusal.Challenges[0]["error_description"]);
        Assert.Equal("invalid_token", refusal.Challenges[0]["error"]);
    }

    [Fact]
    public async Task Issuer_that_a_stranger_chose_breaks_no_challenge()
    {
        var setup = Site();
        foreach (var issuer in (string[])["a\r\nSet-Cookie: x=y", "\"\\", "ключ", "\u202e", new string('x', 9000)])
        {
            var refused = Assert.IsType<Denied>(await DecideAsync(setup, setup.Token(c => c["iss"] = issuer)));
            Assert.Equal("token.issuer-untrusted", refused.Cause.Id);
            var text = RefusalFactory.Create(setup.Last, refused, "GH-0", "en").Challenges[0].ToString();
            Assert.DoesNotContain(text, c => c is < ' ' or > '~');
            Assert.InRange(text.Length, 0, 600);
        }
    }

    [Fact]
    public async Task One_issuer_may_stand_for_two_audiences()
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/**") with
                    {
                        Providers =
                        [
                            new TestProvider(
                                "billing",
                                "https://issuer.example",
                                "billing",
                                site.Signer.ToVerificationKey()
                            ),
                            site.Provider,
                        ],
                    },
                ],
        };
        Assert.Equal("granted to service-1", await CauseAsync(setup, setup.Token()));
        Assert.Equal("granted to service-1", await CauseAsync(setup, setup.Token(c => c["aud"] = "billing")));
        Assert.Equal("token.audience-mismatch", await CauseAsync(setup, setup.Token(c => c["aud"] = "x")));
    }

    [Theory]
    [InlineData("GET", "orders:read")]
    [InlineData("HEAD", "orders:read")]
    [InlineData("POST", "orders:write")]
    public async Task Challenge_names_the_scopes_that_the_method_needs(string method, string scope)
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/**") with
                    {
                        PerMethod = new Dictionary<string, Requirement>(StringComparer.Ordinal)
                        {
                            ["GET"] = new() { Scopes = ["orders:read"] },
                            ["POST"] = new() { Scopes = ["orders:write"] },
                        },
                    },
                ],
        };
        var refused = Assert.IsType<Denied>(
            await setup.DecideAsync(method, "/x", ("Authorization", "Bearer " + setup.Token(c => c["scope"] = "other")))
        );
        Assert.Equal(Causes.Token.ScopeInsufficient, refused.Cause);
        var challenge = RefusalFactory.Create(setup.Last, refused, "GH-0", "en").Challenges[0];
        Assert.Equal("insufficient_scope", challenge["error"]);
        Assert.Equal(scope, challenge["scope"]);
    }

    [Fact]
    public async Task Token_of_one_routes_provider_is_not_taken_at_another_also_when_remembered()
    {
        using var other = SigningKey.CreateEs256();
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/a/**") with
                    {
                        CredentialSpace = 1,
                    },
                    site.Api("/b/**") with
                    {
                        CredentialSpace = 2,
                        Providers = [new TestProvider("other", "https://other.example", "orders")],
                    },
                    site.Api("/c/**") with
                    {
                        CredentialSpace = 3,
                        Providers = [new TestProvider("strict", "https://issuer.example", "billing")],
                    },
                ],
        };
        var token = ("Authorization", "Bearer " + setup.Token());
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("granted to service-1", await setup.CauseAsync("GET", "/a/x", token));
            Assert.Equal("token.issuer-untrusted", await setup.CauseAsync("GET", "/b/x", token));
            Assert.Equal("token.key-unknown", await setup.CauseAsync("GET", "/c/x", token));
        }
    }

    [Fact]
    public async Task Forgery_is_looked_at_again_once_its_memory_is_over()
    {
        var setup = Site();
        var token = setup.Token();
        var dot = token.LastIndexOf('.') + 1;
        var forged = token[..dot] + (token[dot] == 'A' ? 'B' : 'A') + token[(dot + 1)..];
        Assert.Equal("token.signature-invalid", await CauseAsync(setup, forged));
        setup.Provider.State = ProviderState.Unreachable;
        Assert.Equal("token.signature-invalid", await CauseAsync(setup, forged));
        setup.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("provider.unreachable", await CauseAsync(setup, forged));
    }

    private static string Encode(string json) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static DecisionSetup Site(bool strict = false) =>
        new()
        {
            Routes = site =>
                [
                    site.Api("/**") with
                    {
                        Providers = strict
                            ?
                            [
                                new TestProvider(
                                    "machine",
                                    "https://issuer.example",
                                    "orders",
                                    site.Signer.ToVerificationKey()
                                )
                                {
                                    Strict = true,
                                },
                            ]
                            : [site.Provider],
                    },
                ],
        };

    private static ValueTask<Verdict> DecideAsync(DecisionSetup setup, string token) =>
        setup.DecideAsync("GET", "/x", ("Authorization", "Bearer " + token));

    private static Task<string> CauseAsync(DecisionSetup setup, string token) =>
        setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token));
}
