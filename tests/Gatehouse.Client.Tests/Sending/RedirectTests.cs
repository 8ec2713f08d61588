using System.Net;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Client.Tests.Sending;

public class RedirectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_in_a_field_of_its_own_goes_to_no_other_origin()
    {
        await using var stranger = await LocalSite.StartAsync(context =>
            context.Response.WriteAsync(string.Join(",", context.Request.Headers.Keys))
        );
        await using var site = await LocalSite.StartAsync(context =>
        {
            context.Response.Redirect(stranger.Address + "take");
            return Task.CompletedTask;
        });
        using var client = ClientOf(site, options => options.Key("X-Api-Key", "k"));

        var fields = await client.GetStringAsync("orders", Token);

        Assert.DoesNotContain("X-Api-Key", fields, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_listed_origin_gets_its_own_credentials_behind_a_redirect()
    {
        await using var second = await LocalSite.StartAsync(context =>
            context.Response.WriteAsync($"{context.Request.Headers["X-Api-Key"]}|{context.Request.Headers["X-Other"]}")
        );
        await using var first = await LocalSite.StartAsync(context =>
        {
            context.Response.Redirect(second.Address + "there");
            return Task.CompletedTask;
        });
        using var client = ClientOf(
            first,
            options =>
                options.Key("X-Api-Key", "first").At(second.Address.ToString(), other => other.Key("X-Other", "second"))
        );

        Assert.Equal("|second", await client.GetStringAsync("orders", Token));
    }

    [Fact]
    public async Task Within_the_origin_credentials_and_body_go_along()
    {
        await using var site = await LocalSite.StartAsync(async context =>
        {
            if (context.Request.Path == "/old")
            {
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = "/new";
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync(
                $"{context.Request.Method} {context.Request.Headers["X-Api-Key"]} {await reader.ReadToEndAsync()}"
            );
        });
        using var client = ClientOf(site, options => options.Key("X-Api-Key", "k"));

        var response = await client.PostAsync("old", new StringContent("three"), Token);

        Assert.Equal("POST k three", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_post_that_is_sent_to_see_another_page_becomes_a_get()
    {
        await using var site = await LocalSite.StartAsync(async context =>
        {
            if (context.Request.Path == "/old")
            {
                context.Response.StatusCode = 303;
                context.Response.Headers.Location = "new";
                return;
            }

            await context.Response.WriteAsync($"{context.Request.Method} {context.Request.ContentLength}");
        });
        using var client = ClientOf(site, options => options.Key("X-Api-Key", "k"));

        var response = await client.PostAsync("old", new StringContent("three"), Token);

        Assert.Equal("GET ", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_circle_of_redirects_ends_with_the_last_answer()
    {
        await using var site = await LocalSite.StartAsync(context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        using var client = ClientOf(site, options => options.Key("X-Api-Key", "k"));

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("orders", Token)).StatusCode);
        Assert.Equal(51, site.Count);
    }

    [Fact]
    public async Task A_client_that_follows_no_redirects_goes_on_not_following_them()
    {
        await using var site = await LocalSite.StartAsync(context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        var options = new AuthenticationOptions().At(site.Address).Key("X-Api-Key", "k");
        using var client = new HttpClient(
            new AuthenticationHandler(options, new SocketsHttpHandler { AllowAutoRedirect = false })
        );

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(site.Address, Token)).StatusCode);
    }

    [Fact]
    public async Task A_handler_that_would_carry_keys_away_is_not_used()
    {
        await using var site = await LocalSite.StartAsync(_ => Task.CompletedTask);
        var used = new SocketsHttpHandler();
        using (var before = new HttpMessageInvoker(used, disposeHandler: false))
        {
            (await before.SendAsync(new HttpRequestMessage(HttpMethod.Get, site.Address), Token)).Dispose();
        }

        var options = new AuthenticationOptions().At(site.Address).Key("X-Api-Key", "k");
        using var client = new HttpClient(new AuthenticationHandler(options, used));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(site.Address, Token));
        Assert.Contains("AllowAutoRedirect", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://idp.example/authorize?response_type=code&client_id=a")]
    [InlineData("https://idp.example/saml?SAMLRequest=x")]
    [InlineData("/account/Login?ReturnUrl=%2Forders")]
    [InlineData("/login.php?next=/orders")]
    public async Task A_redirect_to_a_sign_in_page_is_told_as_the_refusal_that_it_is(string page)
    {
        await using var site = await LocalSite.StartAsync(context =>
        {
            context.Response.Redirect(page);
            return Task.CompletedTask;
        });
        using var client = ClientOf(site, options => options.Key("X-Api-Key", "k"));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("orders", Token));

        Assert.Equal(Causes.Refusal.AsRedirect, failure.Cause);
        Assert.Equal(1, site.Count);
    }

    private static HttpClient ClientOf(LocalSite site, Action<AuthenticationOptions> configure)
    {
        var options = new AuthenticationOptions().At(site.Address);
        configure(options);
        return new HttpClient(new AuthenticationHandler(options)) { BaseAddress = site.Address };
    }
}
