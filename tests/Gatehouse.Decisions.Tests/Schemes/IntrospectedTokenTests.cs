using System.Globalization;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Protocol.Causes;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Schemes;

public class IntrospectedTokenTests
{
    private const string Opaque = "opaque-token.of-an-old~issuer";

    private readonly TestIntrospector _legacy = new("legacy") { Audience = "orders" };

    [Fact]
    public async Task Active_token_is_its_subjects_with_its_scopes()
    {
        _legacy.Says = _ => """{"sub":"service-1","aud":["x","orders"],"scope":"orders:read a","username":"u"}""";
        var granted = Assert.IsType<Granted>(await SendAsync(Setup()));
        Assert.Equal("service-1", granted.Principal!.Name);
        Assert.Equal("legacy", granted.Principal.Provider);
        Assert.Equal("a orders:read", granted.Principal.ScopesText);
        Assert.Null(granted.Principal.Binding);
        Assert.Equal([Opaque], _legacy.Asked);
    }

    [Theory]
    [InlineData("\"username\":\"u\",\"client_id\":\"c\"", "granted to u")]
    [InlineData("\"client_id\":\"c\"", "granted to c")]
    [InlineData("\"token_type\":\"bearer\",\"sub\":\"s\"", "granted to s")]
    [InlineData("\"token_type\":\"access_token\",\"sub\":\"s\"", "granted to s")]
    [InlineData("\"scope\":\"a\"", "token.malformed")]
    [InlineData("\"sub\":\"\"", "token.malformed")]
    [InlineData("\"sub\":\"s\\u0000\"", "token.malformed")]
    [InlineData("\"sub\":\"s\",\"aud\":\"other\"", "token.audience-mismatch")]
    [InlineData("\"sub\":\"s\",\"aud\":[]", "token.audience-mismatch")]
    [InlineData("\"sub\":\"s\",\"token_type\":\"refresh_token\"", "token.type-wrong")]
    [InlineData("\"sub\":\"s\",\"token_type\":7", "token.type-wrong")]
    [InlineData("\"sub\":\"s\",\"typ\":\"Refresh\"", "token.type-wrong")]
    [InlineData("\"sub\":\"s\",\"typ\":\"ID\"", "token.type-wrong")]
    [InlineData("\"sub\":\"s\",\"exp\":1", "token.expired")]
    [InlineData("\"sub\":\"s\",\"nbf\":9999999999", "token.not-yet-valid")]
    [InlineData("\"sub\":\"s\",\"iat\":9999999999", "token.not-yet-valid")]
    [InlineData("\"sub\":\"s\",\"cnf\":{\"x5t#S256\":\"abc\"}", "token.binding-mismatch")]
    [InlineData("\"sub\":\"s\",\"cnf\":{}", "token.binding-mismatch")]
    [InlineData("\"sub\":\"s\",\"token_type\":\"DPoP\"", "token.binding-mismatch")]
    public async Task What_the_issuer_says_is_judged_like_a_tokens_claims(string members, string outcome)
    {
        var audience = members.Contains("\"aud\"", StringComparison.Ordinal) ? "" : ",\"aud\":\"orders\"";
        _legacy.Says = _ => "{" + members + audience + "}";
        Assert.Equal(outcome, await CauseAsync(Setup()));
    }

    [Fact]
    public async Task Issuer_that_an_answer_names_must_be_the_one_that_is_asked()
    {
        var named = new TestIntrospector("legacy") { Issuer = "https://old.example" };
        named.Says = _ => """{"sub":"s","iss":"https://old.example"}""";
        Assert.Equal("granted to s", await CauseAsync(Setup(named)));
        named.Says = _ => """{"sub":"s","iss":"https://old.example/"}""";
        Assert.Equal("token.issuer-untrusted", await CauseAsync(Setup(named)));
    }

    [Fact]
    public async Task Token_of_a_provider_that_is_trusted_goes_nowhere_good_or_bad()
    {
        var setup = Setup();
        Assert.Equal("granted to service-1", await CauseAsync(setup, setup.Token()));
        Assert.Equal("token.expired", await CauseAsync(setup, setup.Token(claims => claims["exp"] = 1)));
        using var stranger = Protocol.Jose.SigningKey.CreateEs256();
        Assert.NotEqual("granted to service-1", await CauseAsync(setup, setup.Token(signer: stranger)));
        Assert.Empty(_legacy.Asked);
    }

    [Fact]
    public async Task Token_of_another_issuer_goes_to_those_who_may_know_it()
    {
        var other = new TestIntrospector("other") { Issuer = "https://other.example" };
        var setup = Setup(other);
        Assert.Equal("token.issuer-untrusted", await CauseAsync(setup, setup.Token(claims => claims["iss"] = "x")));
        Assert.Empty(other.Asked);

        _legacy.Says = _ => """{"sub":"s","aud":"orders"}""";
        setup = Setup(other, _legacy);
        Assert.Equal("granted to s", await CauseAsync(setup, setup.Token(claims => claims["iss"] = "x")));
        Assert.Empty(other.Asked);
        Assert.Single(_legacy.Asked);
    }

    [Fact]
    public async Task Token_that_was_revoked_here_is_asked_about_nowhere()
    {
        var setup = Setup();
        var token = setup.Token(claims => claims["iss"] = "x");
        Assert.True(Protocol.Jose.CompactJws.TryParse(token, out var jws, out _));
        setup.Revocations.Revoke(jws.SigningInputHash(), setup.Time.GetUtcNow());
        Assert.Equal("token.revoked", await CauseAsync(setup, token));
        Assert.Empty(_legacy.Asked);
    }

    [Fact]
    public async Task First_that_knows_the_token_decides_and_one_that_is_away_leaves_it_open()
    {
        var second = new TestIntrospector("second");
        var setup = Setup(_legacy, second);
        Assert.Equal("token.inactive", await CauseAsync(setup));
        second.Says = _ => """{"sub":"s"}""";
        Assert.Equal("granted to s", await CauseAsync(setup, "another"));

        _legacy.Answer = Introspected.Unknown(
            Finding.Unanswerable(Causes.Provider.Unreachable, Evidence.Number("retry-after", 3, Disclosure.Caller)),
            default
        );
        Assert.Equal("granted to s", await CauseAsync(setup, "third"));
        second.Says = _ => null;
        Assert.Equal("provider.unreachable", await CauseAsync(setup, "fourth"));
    }

    public static TheoryData<string> Impossible => [.. new[] { "a b", "a\tb", "a\u0001b", "é", new string('a', 8193) }];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_no_token_can_be_goes_nowhere(string token)
    {
        await CauseAsync(Setup(), token);
        Assert.Empty(_legacy.Asked);
    }

    [Theory]
    [InlineData("ghs_")]
    [InlineData("ghr_")]
    [InlineData("other-")]
    public async Task Secret_of_ours_goes_nowhere_whatever_it_is_for(string prefix)
    {
        var setup = Setup();
        Assert.Equal("key.misplaced", await CauseAsync(setup, setup.Directory.PutKey("alice")));
        var secret = SecretText.Create(prefix);
        Assert.Equal("token.malformed", await CauseAsync(setup, secret));
        Assert.Empty(_legacy.Asked);
        await CauseAsync(setup, secret[..^1]);
        Assert.Single(_legacy.Asked);
    }

    [Fact]
    public async Task Answer_is_remembered_as_long_as_it_counts_and_never_past_the_tokens_end()
    {
        var setup = Setup();
        var now = setup.Time.GetUtcNow();
        _legacy.Until = now.AddSeconds(60);
        var end = now.AddSeconds(20).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        _legacy.Says = token => $$"""{"sub":"s","aud":"orders"{{(token == "ending" ? ",\"exp\":" + end : "")}}}""";
        foreach (var seconds in new[] { 0, 19, 1, 39, 1 })
        {
            setup.Time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal("granted to s", await CauseAsync(setup));
        }

        Assert.Equal(2, _legacy.Asked.Count);
    }

    // GHSA-qvp4-rpmr-xwrr, CVE-2021-32701, CVE-2026-33496: what one route's issuer, audience or scopes let in is no answer
    // for another route.
    [Fact]
    public async Task Token_that_is_good_on_one_route_is_judged_anew_on_each_that_asks_otherwise()
    {
        var narrow = new TestIntrospector("narrow") { Audience = "billing" };
        static Route Of(DecisionSetup site, string path, ulong space, params IIntrospector[] asked) =>
            site.Api(path) with
            {
                Introspectors = asked,
                CredentialSpace = space,
            };
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    Of(site, "/wide/**", 1, _legacy),
                    Of(site, "/narrow/**", 2, narrow),
                    Of(site, "/scoped/**", 1, _legacy) with
                    {
                        Require = new Requirement { Scopes = ["orders:write"] },
                    },
                    Of(site, "/none/**", 3),
                ],
        };
        foreach (var each in new[] { _legacy, narrow })
        {
            each.Until = setup.Time.GetUtcNow().AddSeconds(60);
            each.Says = _ => """{"sub":"s","aud":"orders","scope":"orders:read"}""";
        }

        async Task<string> AtAsync(string target) =>
            await setup.CauseAsync("GET", target, ("Authorization", "Bearer " + Opaque));
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal("granted to s", await AtAsync("/wide/x"));
            Assert.Equal("token.audience-mismatch", await AtAsync("/narrow/x"));
            Assert.Equal("token.scope-insufficient", await AtAsync("/scoped/x"));
            Assert.Equal("token.malformed", await AtAsync("/none/x"));
        }
    }

    private DecisionSetup Setup(params TestIntrospector[] asked) =>
        new() { Routes = site => [site.Api("/**") with { Introspectors = asked.Length == 0 ? [_legacy] : asked }] };

    private static ValueTask<Verdict> SendAsync(DecisionSetup setup, string token = Opaque) =>
        setup.DecideAsync("GET", "/x", ("Authorization", "Bearer " + token));

    private static Task<string> CauseAsync(DecisionSetup setup, string token = Opaque) =>
        setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token));
}
