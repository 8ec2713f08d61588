using System.Text.Json.Nodes;

namespace Gatehouse.Providers.Tests.SignIn;

public sealed class LogoutTokenTests
{
    public static TheoryData<string, string, string> Faults { get; } =
        new()
        {
            { "iss", "\"https://other.example\"", "names the issuer" },
            { "aud", "\"other\"", "not for our client" },
            { "nonce", "\"n\"", "has a nonce" },
            { "events", "{}", "tells of no logout" },
            { "events", "[]", "tells of no logout" },
            { "jti", "\"\"", "has no jti" },
            { "exp", "1", "has ended" },
            { "iat", "1", "older than ten minutes" },
            { "iat", "99999999999", "in the future" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_claim_that_does_not_fit_is_named(string claim, string value, string told)
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.Client.ReadLogoutTokenAsync(
            exchange.LogoutToken(claims => claims[claim] = JsonNode.Parse(value)),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(told, SignInExchange.Told(answer.Refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_without_subject_and_session_is_refused()
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.Client.ReadLogoutTokenAsync(
            exchange.LogoutToken(claims =>
            {
                claims.Remove("sub");
                claims.Remove("sid");
            }),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(
            "neither a subject nor a session",
            SignInExchange.Told(answer.Refusal),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("logout+jwt", true)]
    [InlineData("application/logout+jwt", true)]
    [InlineData("JWT", true)]
    [InlineData("at+jwt", false)]
    public async Task Type_of_another_kind_of_token_is_refused(string type, bool good)
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.Client.ReadLogoutTokenAsync(
            exchange.LogoutToken(type: type),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(good, answer.Value is not null);
    }

    [Fact]
    public async Task ID_token_is_no_logout_token()
    {
        using var exchange = new SignInExchange();
        var answer = await exchange.Client.ReadLogoutTokenAsync(
            exchange.IdToken(),
            TestContext.Current.CancellationToken
        );
        Assert.Null(answer.Value);
    }
}
