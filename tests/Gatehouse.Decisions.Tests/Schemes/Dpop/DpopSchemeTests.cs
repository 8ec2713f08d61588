using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Dpop;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Schemes.Dpop;

public sealed class DpopSchemeTests : IDisposable
{
    private readonly SigningKey _key = SigningKey.CreateEs256();
    private readonly SigningKey _other = SigningKey.CreateEs256();

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Bound_token_is_taken_with_a_proof_of_its_key_and_the_proof_once()
    {
        var setup = Setup();
        var token = Bound(setup);
        var proof = Proof(setup, token);
        Assert.Equal("granted to service-1", await SendAsync(setup, token, proof));
        Assert.Equal("invalid_dpop_proof", await ErrorAsync(setup, token, proof));
        Assert.Equal("granted to service-1", await SendAsync(setup, token, Proof(setup, token)));
        Assert.Equal(
            "granted to service-1",
            await setup.CauseAsync("GET", "/x", ("Authorization", "dpop " + token), ("DPoP", Proof(setup, token)))
        );
    }

    [Fact]
    public async Task Each_way_in_which_a_proof_is_wrong_is_told_in_the_words_of_the_RFC()
    {
        var setup = Setup();
        var token = Bound(setup);
        var now = setup.Time.GetUtcNow().ToUnixTimeSeconds();
        (string What, Func<string> Proof, string Error)[] cases =
        [
            ("no JWT", () => "abc", "invalid_dpop_proof"),
            ("two in one line", () => $"{Proof(setup, token)}, {Proof(setup, token)}", "invalid_dpop_proof"),
            ("no jti", () => Proof(setup, token, claims => claims.Remove("jti")), "invalid_dpop_proof"),
            ("an empty jti", () => Proof(setup, token, claims => claims["jti"] = ""), "invalid_dpop_proof"),
            (
                "a jti without end",
                () => Proof(setup, token, claims => claims["jti"] = new string('a', 257)),
                "invalid_dpop_proof"
            ),
            ("no htm", () => Proof(setup, token, claims => claims.Remove("htm")), "invalid_dpop_proof"),
            ("no htu", () => Proof(setup, token, claims => claims.Remove("htu")), "invalid_dpop_proof"),
            ("no iat", () => Proof(setup, token, claims => claims.Remove("iat")), "invalid_dpop_proof"),
            ("no ath", () => Proof(setup, token, claims => claims.Remove("ath")), "invalid_dpop_proof"),
            ("an ath that is no text", () => Proof(setup, token, claims => claims["ath"] = 1), "invalid_dpop_proof"),
            ("another token's", () => Proof(setup, token + "x"), "invalid_dpop_proof"),
            (
                "a list of methods",
                () => Proof(setup, token, c => c["htm"] = new JsonArray("GET")),
                "invalid_dpop_proof"
            ),
            ("another method", () => Proof(setup, token, claims => claims["htm"] = "POST"), "invalid_dpop_proof"),
            ("a method in small letters", () => Proof(setup, token, c => c["htm"] = "get"), "invalid_dpop_proof"),
            ("another path", () => At(setup, token, "https://site.example/y"), "invalid_dpop_proof"),
            ("a longer path", () => At(setup, token, "https://site.example/x/"), "invalid_dpop_proof"),
            ("another host", () => At(setup, token, "https://evil.example/x"), "invalid_dpop_proof"),
            ("a user in front", () => At(setup, token, "https://site.example@evil.example/x"), "invalid_dpop_proof"),
            ("a user at all", () => At(setup, token, "https://a@site.example/x"), "invalid_dpop_proof"),
            ("another scheme", () => At(setup, token, "http://site.example/x"), "invalid_dpop_proof"),
            ("another port", () => At(setup, token, "https://site.example:8443/x"), "invalid_dpop_proof"),
            ("a path alone", () => At(setup, token, "/x"), "invalid_dpop_proof"),
            ("two readings", () => At(setup, token, "https://site.example//x"), "invalid_dpop_proof"),
            ("old", () => Proof(setup, token, claims => claims["iat"] = now - 331), "invalid_dpop_proof"),
            ("of tomorrow", () => Proof(setup, token, claims => claims["iat"] = now + 31), "invalid_dpop_proof"),
            ("no nonce", () => Proof(setup, token, claims => claims.Remove("nonce")), "use_dpop_nonce"),
            ("a nonce of nobody", () => Proof(setup, token, claims => claims["nonce"] = "x"), "use_dpop_nonce"),
            (
                "a nonce of Digest",
                () =>
                    Proof(setup, token, c => c["nonce"] = setup.Nonces.Create("Gatehouse", 0, setup.Time.GetUtcNow())),
                "use_dpop_nonce"
            ),
            ("another type", () => Signed(setup, token, "JWT"), "invalid_dpop_proof"),
            ("another key", () => Proof(setup, token, signer: _other), "invalid_token"),
            (
                "no alg",
                () => Forged(setup, token, """{"typ":"dpop+jwt","alg":"none","jwk":JWK}"""),
                "invalid_dpop_proof"
            ),
            (
                "a secret",
                () => Forged(setup, token, """{"typ":"dpop+jwt","alg":"HS256","jwk":JWK}"""),
                "invalid_dpop_proof"
            ),
            (
                "an alg that nobody knows",
                () => Forged(setup, token, """{"typ":"dpop+jwt","alg":"ES256K","jwk":JWK}"""),
                "invalid_dpop_proof"
            ),
            ("no key", () => Forged(setup, token, """{"typ":"dpop+jwt","alg":"ES256"}"""), "invalid_dpop_proof"),
            (
                "a private key",
                () => Forged(setup, token, """{"typ":"dpop+jwt","alg":"ES256","jwk":PRIVATE}"""),
                "invalid_dpop_proof"
            ),
            (
                "a key elsewhere",
                () => Forged(setup, token, """{"typ":"dpop+jwt","alg":"ES256","jku":"https://evil.example/"}"""),
                "invalid_dpop_proof"
            ),
        ];
        foreach (var (what, proof, error) in cases)
        {
            var found = await ErrorAsync(setup, token, proof());
            Assert.True(found == error, $"{what}: {found}");
        }

        Assert.Equal("invalid_dpop_proof", await ErrorOfAsync(setup, ("Authorization", "DPoP " + token)));
        Assert.Equal(
            "invalid_dpop_proof",
            await ErrorOfAsync(
                setup,
                ("Authorization", "DPoP " + token),
                ("DPoP", Proof(setup, token)),
                ("DPoP", Proof(setup, token))
            )
        );
    }

    [Fact]
    public async Task Address_is_compared_after_normalisation_and_without_query()
    {
        var setup = Setup();
        var token = Bound(setup);
        foreach (
            var (target, address) in new[]
            {
                ("/x?a=1", "https://site.example/x"),
                ("/x", "https://site.example/x?b=2#c"),
                ("/x", "HTTPS://SITE.example:443/x"),
                ("/x", "https://site.example./x"),
                ("/%7Ea/b%2Dc", "https://site.example/~a/b-c"),
                ("/~a/b-c", "https://site.example/%7ea/b%2dc"),
                ("/", "https://site.example"),
            }
        )
        {
            var proof = At(setup, token, address);
            Assert.Equal(
                "granted to service-1",
                await setup.CauseAsync("GET", target, ("Authorization", "DPoP " + token), ("DPoP", proof))
            );
        }
    }

    [Fact]
    public async Task Every_altered_proof_is_refused()
    {
        var setup = Setup();
        var token = Bound(setup);
        var proof = Proof(setup, token);
        for (var i = 0; i < proof.Length; i++)
        {
            var altered = proof[..i] + (proof[i] == 'A' ? 'B' : 'A') + proof[(i + 1)..];
            Assert.Equal("token.binding-mismatch", await SendAsync(setup, token, altered));
        }

        Assert.Equal("granted to service-1", await SendAsync(setup, token, proof));
    }

    [Fact]
    public async Task Bound_token_is_no_bearer_token_and_an_unbound_one_belongs_to_Bearer()
    {
        var setup = Setup();
        var token = Bound(setup);
        Assert.Equal(
            "token.binding-mismatch",
            await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token), ("DPoP", Proof(setup, token)))
        );
        var plain = setup.Token();
        Assert.Equal("invalid_token", await ErrorAsync(setup, plain, Proof(setup, plain)));
        Assert.Equal("granted to service-1", await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + plain)));
        var strange = setup.Token(claims => claims["cnf"] = new JsonObject { ["kid"] = "x" });
        Assert.Equal("token.binding-mismatch", await SendAsync(setup, strange, Proof(setup, strange)));
    }

    [Fact]
    public async Task Challenge_lists_the_algorithms_and_the_answer_brings_a_nonce_that_is_taken()
    {
        var setup = Setup();
        var first = (Refused)await setup.DecideAsync("GET", "/x");
        var refusal = RefusalFactory.Create(setup.Last, first, "GH-X", "en");
        Assert.Equal((401, 2), (refusal.Status, refusal.Challenges.Count));
        Assert.Null(refusal.Challenges[1]["error"]);
        Assert.StartsWith("ES256 ", refusal.Challenges[1]["algs"], StringComparison.Ordinal);
        Assert.DoesNotContain("HS", refusal.Challenges[1]["algs"], StringComparison.Ordinal);
        var field = Assert.Single(refusal.Fields);
        Assert.Equal("DPoP-Nonce", field.Name);
        var token = Bound(setup);
        Assert.Equal(
            "granted to service-1",
            await SendAsync(setup, token, Proof(setup, token, claims => claims["nonce"] = field.Value))
        );
        Assert.Empty(setup.Last.AnswerFields);
    }

    [Fact]
    public async Task Nonce_that_grows_old_is_renewed_with_the_answer_and_an_old_one_is_refused_with_the_next()
    {
        var setup = Setup();
        var token = Bound(setup);
        var nonce = Nonce(setup);
        setup.Time.Advance(TimeSpan.FromSeconds(150));
        Assert.Equal(
            "granted to service-1",
            await SendAsync(setup, token, Proof(setup, token, c => c["nonce"] = nonce))
        );
        var next = Assert.Single(setup.Last.AnswerFields).Value;
        setup.Time.Advance(TimeSpan.FromSeconds(150));
        Assert.Equal("use_dpop_nonce", await ErrorAsync(setup, token, Proof(setup, token, c => c["nonce"] = nonce)));
        Assert.Equal(
            "granted to service-1",
            await SendAsync(setup, token, Proof(setup, token, c => c["nonce"] = next))
        );
    }

    [Fact]
    public async Task Proofs_that_had_to_be_forgotten_are_not_taken_again()
    {
        var setup = Setup(new CountsInMemory(2));
        var token = Bound(setup);
        var sent = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            var proof = Proof(setup, token);
            sent.Add(proof);
            Assert.Equal("granted to service-1", await SendAsync(setup, token, proof));
            setup.Time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var proof in sent)
        {
            Assert.Equal("token.binding-mismatch", await SendAsync(setup, token, proof));
        }
    }

    [Fact]
    public async Task Proof_is_used_once_although_a_hidden_route_asks_about_it_twice()
    {
        var setup = new DecisionSetup
        {
            Routes = setup =>
                [
                    setup.Api("/x") with
                    {
                        Schemes = [Scheme(setup)],
                        Hidden = true,
                        Require = new Requirement { Scopes = ["none"] },
                    },
                    setup.Api("/**") with
                    {
                        Schemes = [Scheme(setup)],
                        Require = new Requirement { Scopes = ["more"] },
                    },
                ],
        };
        var token = Bound(setup);
        var refused = (Refused)
            await setup.DecideAsync("GET", "/x", ("Authorization", "DPoP " + token), ("DPoP", Proof(setup, token)));
        Assert.Equal("token.scope-insufficient", refused.ShownAs!.Cause.Id);
        Assert.Contains(refused.Evidence, piece => piece is { Name: "cause", Value: "token.scope-insufficient" });
    }

    [Fact]
    public async Task Proof_is_good_once_whatever_configuration_comes_in_between()
    {
        var counts = new CountsInMemory();
        var setup = Setup(counts);
        var token = Bound(setup);
        var proof = Proof(setup, token);
        Assert.Equal("granted to service-1", await SendAsync(setup, token, proof));
        var next = new DecisionSetup { Routes = _ => [setup.Api("/**") with { Schemes = [Scheme(setup, counts)] }] };
        Assert.Equal("token.binding-mismatch", await SendAsync(next, token, proof));
        Assert.Equal("granted to service-1", await SendAsync(next, token, Proof(setup, token)));
    }

    [Fact]
    public async Task Missing_scope_is_told_in_a_challenge_of_its_own()
    {
        var setup = Setup(require: "orders:write");
        var token = Bound(setup);
        var refused = (Refused)
            await setup.DecideAsync("GET", "/x", ("Authorization", "DPoP " + token), ("DPoP", Proof(setup, token)));
        var refusal = RefusalFactory.Create(setup.Last, refused, "GH-X", "en");
        Assert.Equal(403, refusal.Status);
        var challenge = Assert.Single(refusal.Challenges);
        Assert.Equal(
            ("DPoP", "insufficient_scope", "orders:write"),
            (challenge.Scheme, challenge["error"], challenge["scope"])
        );
    }

    [Fact]
    public async Task Token_that_is_bound_to_a_certificate_is_good_with_that_certificate_alone()
    {
        var setup = Setup();
        using var certificate = setup.Authority.Issue();
        using var another = setup.Stranger.Issue();
        var thumbprint = Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));
        var token = setup.Token(claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = thumbprint });
        var way = ("Authorization", "Bearer " + token);
        Assert.Equal("token.binding-mismatch", await setup.CauseAsync("GET", "/x", way));
        setup.Certificate = certificate;
        Assert.Equal("granted to service-1", await setup.CauseAsync("GET", "/x", way));
        setup.Certificate = another;
        var refused = (Refused)await setup.DecideAsync("GET", "/x", way);
        Assert.Equal("token.binding-mismatch", refused.Cause.Id);
        Assert.Contains(refused.Evidence, piece => piece is { Name: "bound-to" } && piece.Value == thumbprint);
        Assert.Contains(refused.Evidence, piece => piece is { Name: "shown", SeenBy: Disclosure.Operator });
        setup.Certificate = certificate;
        var both = setup.Token(claims =>
            claims["cnf"] = new JsonObject { ["x5t#S256"] = thumbprint, ["jkt"] = _key.KeyId }
        );
        Assert.Equal(
            "token.binding-mismatch",
            await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + both))
        );
        Assert.Equal("granted to service-1", await SendAsync(setup, both, Proof(setup, both)));
        setup.Certificate = another;
        Assert.Equal("token.binding-mismatch", await SendAsync(setup, both, Proof(setup, both)));
    }

    private DecisionSetup Setup(CountsInMemory? counts = null, string require = "orders:read") =>
        new()
        {
            Routes = setup =>
                [
                    setup.Api("/**") with
                    {
                        Schemes = [setup.Bearer, Scheme(setup, counts)],
                        Require = new Requirement { Scopes = [require] },
                    },
                ],
        };

    private static IScheme Scheme(DecisionSetup setup, CountsInMemory? counts = null) =>
        new DpopScheme(new AccessTokens(), setup.ProofNonces, counts ?? setup.Proofs, setup.Certificates);

    private string Bound(DecisionSetup setup) =>
        setup.Token(claims => claims["cnf"] = new JsonObject { ["jkt"] = _key.KeyId });

    private static string Nonce(DecisionSetup setup) =>
        setup.ProofNonces.Create("Gatehouse", setup.Proofs.Origin, setup.Time.GetUtcNow());

    private string At(DecisionSetup setup, string token, string address) =>
        Proof(setup, token, claims => claims["htu"] = address);

    private string Proof(
        DecisionSetup setup,
        string token,
        Action<JsonObject>? change = null,
        SigningKey? signer = null
    ) => (signer ?? _key).SignWithJwk("dpop+jwt", Claims(setup, token, change));

    private string Signed(DecisionSetup setup, string token, string type) =>
        _key.SignWithJwk(type, Claims(setup, token, change: null));

    private string Forged(DecisionSetup setup, string token, string header)
    {
        var jwk = _key.PublicJwk();
        var text = header
            .Replace("JWK", jwk, StringComparison.Ordinal)
            .Replace("PRIVATE", jwk[..^1] + ",\"d\":\"AAAA\"}", StringComparison.Ordinal);
        return $"{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text))}.{Base64Url.EncodeToString(Claims(setup, token, change: null))}.{Base64Url.EncodeToString(new byte[64])}";
    }

    private static byte[] Claims(DecisionSetup setup, string token, Action<JsonObject>? change)
    {
        var claims = new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = "GET",
            ["htu"] = "https://site.example/x",
            ["iat"] = setup.Time.GetUtcNow().ToUnixTimeSeconds(),
            ["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))),
            ["nonce"] = Nonce(setup),
        };
        change?.Invoke(claims);
        return JsonSerializer.SerializeToUtf8Bytes(claims);
    }

    private static Task<string> SendAsync(DecisionSetup setup, string token, string proof) =>
        setup.CauseAsync("GET", "/x", ("Authorization", "DPoP " + token), ("DPoP", proof));

    private static Task<string?> ErrorAsync(DecisionSetup setup, string token, string proof) =>
        ErrorOfAsync(setup, ("Authorization", "DPoP " + token), ("DPoP", proof));

    private static async Task<string?> ErrorOfAsync(DecisionSetup setup, params (string Name, string Value)[] headers)
    {
        var refused = (Refused)await setup.DecideAsync("GET", "/x", headers);
        Assert.Equal("token.binding-mismatch", refused.Cause.Id);
        var refusal = RefusalFactory.Create(setup.Last, refused, "GH-X", "en");
        Assert.Equal(401, refusal.Status);
        Assert.Null(refusal.Challenges[0]["error"]);
        return refusal.Challenges[1]["error"];
    }
}
