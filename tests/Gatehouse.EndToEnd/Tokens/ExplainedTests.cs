using static Gatehouse.EndToEnd.Tokens.TokenGateway;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>Refusals of tokens that come from a course of requests, as the operator is told of them.</summary>
public sealed class ExplainedTests
{
    [Fact]
    public async Task Refresh_token_that_was_used_twice_is_explained()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        using var rotated = await gateway.TokenAsync(Refresh(pair.Refresh!));
        Assert.Equal(200, (int)rotated.StatusCode);
        gateway.Time.Advance(TimeSpan.FromSeconds(11));
        using var again = await gateway.TokenAsync(Refresh(pair.Refresh!));
        var refused = await RefusedToken.ReadAsync(again);
        Assert.Equal("token.refresh-reused", refused.Cause);
        var told = await gateway.ExplainAsync(refused.Reference, "grant");
        Assert.Contains("token.refresh-reused", told, StringComparison.Ordinal);
        Assert.Contains("phone", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/recent/x", "token.too-old", "max_age=\"300\"", "300")]
    [InlineData("/strong/x", "token.assurance-insufficient", "acr_values=\"urn:gatehouse:acr:2\"", "factor")]
    public async Task Sign_in_that_is_too_old_or_too_weak_is_explained(
        string path,
        string cause,
        string asked,
        string evidence
    )
    {
        await using var gateway = await StartAsync();
        var token = gateway.Foreign(claims =>
            claims["auth_time"] = gateway.Time.GetUtcNow().ToUnixTimeSeconds() - 3600
        );
        using var answer = await gateway.SendAsync(
            HttpMethod.Get,
            path,
            body: null,
            ("Authorization", "Bearer " + token)
        );
        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Contains(
            answer.Headers.GetValues("WWW-Authenticate"),
            challenge =>
                challenge.Contains("error=\"insufficient_user_authentication\"", StringComparison.Ordinal)
                && challenge.Contains(asked, StringComparison.Ordinal)
        );
        var told = await gateway.ExplainAsync(answer.Headers.GetValues("Gatehouse-Reference").Single(), evidence);
        Assert.Contains(cause, told, StringComparison.Ordinal);
    }
}
