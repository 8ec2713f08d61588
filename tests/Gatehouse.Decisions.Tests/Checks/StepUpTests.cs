using System.Text.Json.Nodes;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Checks;

/// <summary>Routes that ask for a fresher or stronger sign-in, and what each way in is told there (RFC 9470).</summary>
public sealed class StepUpTests
{
    private static readonly Requirement Strong = new() { Fresh = TimeSpan.FromMinutes(5), Factor = 2 };

    [Theory]
    [InlineData("[\"pwd\"]", null, false)]
    [InlineData("[\"pwd\",\"otp\"]", null, false)]
    [InlineData("\"mfa\"", null, true)]
    [InlineData("[\"pwd\",\"mfa\"]", null, true)]
    [InlineData("[\"MFA\"]", null, false)]
    [InlineData("[\"xmfa\",\"mfa \"]", null, false)]
    [InlineData("[[\"mfa\"]]", null, false)]
    [InlineData("{\"mfa\":true}", null, false)]
    [InlineData("2", null, false)]
    [InlineData(null, "gold", true)]
    [InlineData(null, "urn:gatehouse:acr:2", true)]
    [InlineData(null, "silver", false)]
    [InlineData(null, "Gold", false)]
    [InlineData(null, "silver gold", false)]
    public async Task Token_has_two_factors_only_where_its_issuer_says_so(string? methods, string? acr, bool strong)
    {
        var setup = Site(new Requirement { Factor = 2 }, "gold");
        var token = setup.Token(claims =>
        {
            claims["amr"] = methods is null ? null : JsonNode.Parse(methods);
            claims["acr"] = acr;
            if (methods is null)
            {
                claims.Remove("amr");
            }

            if (acr is null)
            {
                claims.Remove("acr");
            }
        });
        Assert.Equal(
            strong ? "granted to service-1" : "token.assurance-insufficient",
            await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token))
        );
    }

    [Theory]
    [InlineData(null, "token.too-old")]
    [InlineData(-301, "token.too-old")]
    [InlineData(-300, "granted to service-1")]
    [InlineData(30, "granted to service-1")]
    [InlineData(31, "token.too-old")]
    [InlineData(86400, "token.too-old")]
    public async Task Sign_in_at_an_unknown_or_future_time_is_not_fresh(int? ago, string outcome)
    {
        var setup = Site(new Requirement { Fresh = TimeSpan.FromMinutes(5) });
        var token = setup.Token(claims =>
        {
            if (ago is { } seconds)
            {
                claims["auth_time"] = setup.Time.GetUtcNow().ToUnixTimeSeconds() + seconds;
            }
        });
        Assert.Equal(outcome, await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token)));
    }

    [Fact]
    public async Task Challenge_says_what_sign_in_would_do()
    {
        var setup = Site(Strong, "gold", "platinum");
        var weak = setup.Token(claims => claims["auth_time"] = setup.Time.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(
            "Bearer realm=\"Gatehouse\", error=\"insufficient_user_authentication\", "
                + "error_description=\"A stronger sign-in is needed\", max_age=\"300\", acr_values=\"gold platinum\"",
            await ChallengeAsync(setup, 0, ("Authorization", "Bearer " + weak))
        );
        var old = setup.Token(claims => claims["amr"] = "mfa");
        Assert.Equal(
            "Bearer realm=\"Gatehouse\", error=\"insufficient_user_authentication\", "
                + "error_description=\"The sign-in is longer ago than 300 seconds\", max_age=\"300\", acr_values=\"gold platinum\"",
            await ChallengeAsync(setup, 0, ("Authorization", "Bearer " + old))
        );
    }

    [Fact]
    public async Task Challenge_names_our_own_class_where_the_provider_has_none()
    {
        var setup = Site(new Requirement { Factor = 2 });
        Assert.EndsWith(
            ", acr_values=\"urn:gatehouse:acr:2\"",
            await ChallengeAsync(setup, 0, ("Authorization", "Bearer " + setup.Token())),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Challenge_of_a_first_request_asks_for_no_step_up()
    {
        var setup = Site(Strong, "gold");
        Assert.Equal("Bearer realm=\"Gatehouse\"", await ChallengeAsync(setup, 0));
    }

    [Fact]
    public async Task Script_within_a_session_is_told_what_sign_in_would_do()
    {
        var setup = Site(Strong);
        var cookie = setup.SignIn();
        Assert.Equal(
            "Session realm=\"Gatehouse\", sign-in=\"/_gatehouse/sign-in\", error=\"insufficient_user_authentication\", "
                + "max_age=\"300\", acr_values=\"urn:gatehouse:acr:2\"",
            await ChallengeAsync(setup, 1, ("Sec-Fetch-Mode", "cors"), ("Cookie", "__Host-gatehouse=" + cookie))
        );
    }

    [Fact]
    public async Task Person_with_one_factor_is_led_to_the_sign_in_page()
    {
        var setup = Site(Strong);
        var cookie = setup.SignIn();
        var refusal = await RefusalAsync(
            setup,
            ("Sec-Fetch-Mode", "navigate"),
            ("Cookie", "__Host-gatehouse=" + cookie)
        );
        Assert.Equal(303, refusal.Status);
        Assert.Contains("?return=%2Fx&cause=mfa.required&", refusal.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "pwd", "otp", "mfa" }, 300, "granted to alice")]
    [InlineData(new[] { "pwd", "otp", "mfa" }, 301, "token.too-old")]
    [InlineData(new[] { "pwd", "otp" }, 0, "mfa.required")]
    [InlineData(new string[0], 0, "mfa.required")]
    public async Task Session_is_as_strong_as_its_sign_in(string[] methods, int age, string outcome)
    {
        var setup = Site(Strong);
        var cookie = setup.Sessions.Put(
            "alice",
            "alice".GetHashCode(StringComparison.Ordinal),
            setup.Time.GetUtcNow(),
            session => session with { Methods = methods }
        );
        setup.Time.Advance(TimeSpan.FromSeconds(age));
        Assert.Equal(outcome, await setup.CauseAsync("GET", "/x", ("Cookie", "__Host-gatehouse=" + cookie)));
    }

    [Fact]
    public async Task Class_that_a_session_s_provider_gave_counts_for_nothing_by_itself()
    {
        var setup = Site(new Requirement { Factor = 2 }, "gold");
        var cookie = setup.Sessions.Put(
            "alice",
            "alice".GetHashCode(StringComparison.Ordinal),
            setup.Time.GetUtcNow(),
            session => session with { Acr = "gold" }
        );
        Assert.Equal("mfa.required", await setup.CauseAsync("GET", "/x", ("Cookie", "__Host-gatehouse=" + cookie)));
    }

    [Theory]
    [InlineData("GET", "granted to service-1")]
    [InlineData("HEAD", "granted to service-1")]
    [InlineData("POST", "token.assurance-insufficient")]
    public async Task Method_may_ask_for_more(string method, string outcome)
    {
        var setup = new DecisionSetup
        {
            Routes = s =>
                [
                    s.Api("/**") with
                    {
                        PerMethod = new Dictionary<string, Requirement>(StringComparer.Ordinal)
                        {
                            ["POST"] = new() { Factor = 2 },
                        },
                    },
                ],
        };
        Assert.Equal(outcome, await setup.CauseAsync(method, "/x", ("Authorization", "Bearer " + setup.Token())));
    }

    [Theory]
    [InlineData(null, 1, null, 1, null, 1)]
    [InlineData(300, 1, null, 2, 300, 2)]
    [InlineData(null, 2, 60, 1, 60, 2)]
    [InlineData(300, 1, 60, 1, 60, 1)]
    [InlineData(60, 2, 300, 2, 60, 2)]
    public void Two_requirements_together_ask_for_the_stricter_of_each(
        int? fresh,
        int factors,
        int? otherFresh,
        int otherFactors,
        int? bothFresh,
        int bothFactors
    ) =>
        Assert.Equal(
            new SignInStrength(Seconds(bothFresh), bothFactors),
            SignInStrength.Of(
                new Requirement { Fresh = Seconds(fresh), Factor = factors },
                new Requirement { Fresh = Seconds(otherFresh), Factor = otherFactors }
            )
        );

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;

    private static DecisionSetup Site(Requirement require, params string[] strong) =>
        new()
        {
            Routes = s =>
                [
                    s.Api("/**") with
                    {
                        Schemes = [s.Bearer, s.Session],
                        OffersSession = true,
                        Require = require,
                        Providers =
                        [
                            new TestProvider(
                                "machine",
                                "https://issuer.example",
                                "orders",
                                s.Signer.ToVerificationKey()
                            )
                            {
                                TwoFactorAcr = strong,
                            },
                        ],
                    },
                ],
        };

    private static async Task<string> ChallengeAsync(
        DecisionSetup setup,
        int place,
        params (string Name, string Value)[] headers
    ) => (await RefusalAsync(setup, headers)).Challenges[place].ToString();

    private static async Task<Refusal> RefusalAsync(
        DecisionSetup setup,
        params (string Name, string Value)[] headers
    ) =>
        RefusalFactory.Create(
            setup.Last,
            Assert.IsAssignableFrom<Refused>(await setup.DecideAsync("GET", "/x", headers)),
            "GH-1",
            "en"
        );
}
