namespace Gatehouse.Providers.Tests.SignIn;

public sealed class ClientAuthenticationTests
{
    [Fact]
    public async Task Secret_goes_into_Basic_with_both_parts_encoded_unless_the_provider_offers_the_form_alone()
    {
        using var basic = new SignInExchange();
        Assert.NotNull((await basic.RedeemAsync()).Value);
        Assert.Equal("Basic Z2F0ZWhvdXNlOmElM0FzZWNyZXQ=", basic.Asked.Authorization);
        Assert.DoesNotContain("secret", basic.Asked.Form, StringComparison.Ordinal);
        Assert.Contains("code_verifier=v", basic.Asked.Form, StringComparison.Ordinal);

        using var form = new SignInExchange();
        form.Metadata = ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]";
        Assert.NotNull((await form.RedeemAsync()).Value);
        Assert.Null(form.Asked.Authorization);
        Assert.Contains("client_id=gatehouse&client_secret=a%3Asecret", form.Asked.Form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_client_names_itself_and_sends_no_secret()
    {
        using var exchange = new SignInExchange(options => options with { ClientSecret = null });
        Assert.NotNull((await exchange.RedeemAsync()).Value);
        Assert.Null(exchange.Asked.Authorization);
        Assert.Contains("client_id=gatehouse", exchange.Asked.Form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_over_plain_http_of_an_https_issuer_is_refused()
    {
        using var exchange = new SignInExchange();
        exchange.Metadata = ",\"end_session_endpoint\":\"http://127.0.0.1:4000/end\"";
        var answer = await exchange.Client.FindMetadataAsync(TestContext.Current.CancellationToken);
        Assert.Contains(
            "plain http where the issuer is https",
            SignInExchange.Told(answer.Refusal),
            StringComparison.Ordinal
        );
    }
}
