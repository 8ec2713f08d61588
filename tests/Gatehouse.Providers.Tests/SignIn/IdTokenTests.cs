using System.Text.Json.Nodes;
using Gatehouse.Protocol.Jose;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Providers.Tests.SignIn;

public sealed class IdTokenTests
{
    public static TheoryData<string, string, string> Faults { get; } =
        new()
        {
            { "iss", "\"https://127.0.0.1:4000/\"", "names the issuer" },
            { "iss", "null", "cannot be read" },
            { "aud", "\"other\"", "not for our client" },
            { "aud", "[\"gatehouse\",\"other\"]", "nobody in particular\" (azp)" },
            { "azp", "\"other\"", "(azp), not to our client" },
            { "sub", "\"\"", "names no subject" },
            { "at_hash", "\"AAAAAAAAAAAAAAAAAAAAAA\"", "(at_hash)" },
            { "exp", "1", "the ID token ended" },
            { "nonce", "\"m\"", "provider.nonce-mismatch" },
            { "nonce", "null", "provider.nonce-mismatch" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_claim_that_does_not_fit_is_named(string claim, string value, string told)
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.IdentifyAsync(exchange.IdToken(claims => claims[claim] = JsonNode.Parse(value)));
        Assert.Null(answer.Value);
        Assert.Contains(told, SignInExchange.Told(answer.Refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_of_another_key_is_refused_and_the_key_named()
    {
        using var exchange = new SignInExchange();
        using var forger = SigningKey.CreateEs256();
        var answer = await exchange.IdentifyAsync(exchange.IdToken(key: forger));
        Assert.Contains(
            "a key that the provider does not publish",
            SignInExchange.Told(answer.Refusal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Good_token_names_the_person_and_userinfo_adds_what_it_lacks()
    {
        using var exchange = new SignInExchange(options => options with { RolesClaim = "realm.groups" });
        exchange.UserInfo =
            """{"sub":"248","preferred_username":"alice","email":"a@x.example","email_verified":false,"realm":{"groups":["a"]}}""";
        var person = (await exchange.IdentifyAsync(exchange.IdToken(claims => claims["sid"] = "s"))).Value!;
        Assert.Equal(
            ("248", "s", "alice", null, "a"),
            (person.Subject, person.Session, person.PreferredName, person.VerifiedEmail, person.RoleValues!.Single())
        );
    }

    [Fact]
    public async Task Userinfo_about_another_person_is_refused()
    {
        using var exchange = new SignInExchange();
        exchange.UserInfo = """{"sub":"249","preferred_username":"mallory"}""";
        var answer = await exchange.IdentifyAsync(exchange.IdToken());
        Assert.Contains("about another subject", SignInExchange.Told(answer.Refusal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "no auth_time")]
    [InlineData(400, "it signed you in longer ago")]
    [InlineData(60, null)]
    public async Task Age_of_the_sign_in_is_judged_where_a_page_asks_for_it(int? ago, string? told)
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.IdentifyAsync(
            exchange.IdToken(claims =>
            {
                if (ago is { } seconds)
                {
                    claims["auth_time"] = exchange.Clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
                }
            }),
            new SignInDemand("n", TimeSpan.FromMinutes(5), Subject: null)
        );
        Assert.Equal(told is null, answer.Refusal is null);
        Assert.Contains(told ?? "", SignInExchange.Told(answer.Refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Way_of_signing_in_that_is_not_among_those_due_is_refused()
    {
        using var exchange = new SignInExchange(options => options with { Acr = ["mfa"] });
        var weak = await exchange.IdentifyAsync(exchange.IdToken(claims => claims["acr"] = "pwd"));
        Assert.Contains("a weaker way", SignInExchange.Told(weak.Refusal), StringComparison.Ordinal);
        Assert.NotNull((await exchange.IdentifyAsync(exchange.IdToken(claims => claims["acr"] = "mfa"))).Value);
    }

    [Fact]
    public async Task Renewal_about_another_person_is_refused()
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.IdentifyAsync(
            exchange.IdToken(),
            new SignInDemand(Nonce: null, MaxAge: null, "249")
        );
        Assert.Contains("about another person", SignInExchange.Told(answer.Refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_from_the_future_names_the_clock_by_its_own_time_where_no_Date_was_seen()
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.IdentifyAsync(
            exchange.IdToken(claims => claims["iat"] = exchange.Clock.GetUtcNow().ToUnixTimeSeconds() + 120)
        );
        var told = SignInExchange.Told(answer.Refusal);
        Assert.Contains("provider.clock-skewed", told, StringComparison.Ordinal);
        Assert.Contains(
            "by the ID token's iat, the provider's clock is 120 s ahead of ours",
            told,
            StringComparison.Ordinal
        );
    }
}
