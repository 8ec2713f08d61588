using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Client.Tests.Hosting;

public class AddAuthenticationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_named_client_authenticates_at_its_base_address()
    {
        await using var site = await LocalSite.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Headers["X-Api-Key"].ToString())
        );
        var services = new ServiceCollection();
        services
            .AddHttpClient("orders", client => client.BaseAddress = new Uri(site.Address, "api/"))
            .AddAuthentication(options => options.Key("X-Api-Key", "k"));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders");

        Assert.Equal("k", await client.GetStringAsync("a", Token));
    }

    [Fact]
    public async Task What_one_handler_learnt_the_next_one_knows()
    {
        await using var site = await LocalSite.StartAsync(context =>
        {
            if (context.Request.Headers.Authorization.Count == 0)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"Orders\"";
            }

            return Task.CompletedTask;
        });
        var services = new ServiceCollection();
        services
            .AddHttpClient("orders", client => client.BaseAddress = site.Address)
            .AddAuthentication(options => options.Basic("alice", "secret"));
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpMessageHandlerFactory>();
        var authenticator = provider.GetRequiredKeyedService<Authenticator>("orders");

        for (var i = 0; i < 2; i++)
        {
            using var client = new HttpClient(
                new AuthenticationHandler(authenticator, new SocketsHttpHandler()),
                disposeHandler: true
            );
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(site.Address, Token)).StatusCode);
        }

        using var own = new HttpClient(factory.CreateHandler("orders"), disposeHandler: false);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(site.Address, Token)).StatusCode);
        Assert.Equal(4, site.Count);
    }

    [Fact]
    public async Task A_client_without_any_address_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("orders").AddAuthentication(options => options.Key("X-Api-Key", "k"));
        await using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<InvalidOperationException>(() =>
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders")
        );

        Assert.Contains("BaseAddress", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_given_its_ways_once()
    {
        var client = new ServiceCollection().AddHttpClient("orders").AddAuthentication(o => o.Key("X-Api-Key", "k"));

        Assert.Throws<InvalidOperationException>(() => client.AddAuthentication(o => o.Key("X-Api-Key", "k")));
    }

    [Theory]
    [InlineData("http://orders.example")]
    [InlineData("http://192.0.2.7:8080")]
    public void Secrets_do_not_go_over_plain_http_to_another_machine(string origin)
    {
        var failure = Assert.Throws<ArgumentException>(() =>
            new Authenticator(new AuthenticationOptions().At(origin).Key("X-Api-Key", "k"))
        );

        Assert.Contains("AllowPlainHttp", failure.Message, StringComparison.Ordinal);
        var allowed = new AuthenticationOptions { AllowPlainHttp = true }
            .At(origin)
            .Key("X-Api-Key", "k");
        new Authenticator(allowed).Dispose();
    }

    [Theory]
    [InlineData("ftp://orders.example")]
    [InlineData("https://alice:secret@orders.example")]
    public void An_origin_is_scheme_host_and_port(string origin) =>
        Assert.Throws<ArgumentException>(() => new AuthenticationOptions().At(origin));

    [Theory]
    [InlineData(" k3y")]
    [InlineData("k\n")]
    [InlineData("kü")]
    [InlineData("")]
    public void A_key_that_no_field_can_carry_is_told_at_once_and_not_shown(string key)
    {
        var failure = Assert.ThrowsAny<ArgumentException>(() => new AuthenticationOptions().Key("X-Api-Key", key));
        Assert.True(key.Length == 0 || !failure.Message.Contains(key, StringComparison.Ordinal));
    }
}
