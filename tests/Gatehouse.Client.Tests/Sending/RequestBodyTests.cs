using System.Net;
using System.Net.Http.Json;
using Gatehouse.TestKit;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Client.Tests.Sending;

public class RequestBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["text", "form", "json", "multipart", "stream", "stream without length"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_body_of_any_kind_arrives_whole_behind_a_challenge(string kind)
    {
        await using var site = await StartAsync();
        using var client = ClientOf(site);
        using var content = ContentOf(kind, 5000);

        var response = await client.PostAsync("orders", content, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(
            int.Parse(
                await response.Content.ReadAsStringAsync(Token),
                System.Globalization.CultureInfo.InvariantCulture
            ),
            5000,
            6000
        );
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("stream without length")]
    public async Task A_body_that_is_longer_than_what_is_kept_waits_for_the_server_to_ask_for_it(string kind)
    {
        await using var site = await StartAsync();
        using var client = ClientOf(site, options => options.BufferLimit = 1000);
        using var content = ContentOf(kind, 5000);

        var response = await client.PostAsync("orders", content, Token);

        Assert.Equal("5000", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_stream_that_cannot_be_sent_again_says_so()
    {
        // It reads the body before it refuses, so that Expect does not help.
        await using var site = await LocalSite.StartAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Orders\"";
        });
        using var client = ClientOf(site, options => options.BufferLimit = 1000);
        using var content = ContentOf("stream", 5000);

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            client.PostAsync("orders", content, Token)
        );

        Assert.Contains("cannot be sent again", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, site.Count);
    }

    [Fact]
    public async Task The_request_gets_its_own_body_back()
    {
        await using var site = await StartAsync();
        using var client = ClientOf(site);
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders") { Content = ContentOf("stream", 10) };
        var content = request.Content;

        await client.SendAsync(request, Token);

        Assert.Same(content, request.Content);
    }

    [Fact]
    public async Task A_body_goes_out_once_where_credentials_go_with_it()
    {
        await using var site = await LocalSite.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Headers["X-Api-Key"].ToString())
        );
        var options = new AuthenticationOptions().At(site.Address).Key("X-Api-Key", "k");
        using var client = new HttpClient(new AuthenticationHandler(options)) { BaseAddress = site.Address };
        using var content = ContentOf("stream without length", 100_000);

        var response = await client.PostAsync("orders", content, Token);

        Assert.Equal("k", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(1, site.Count);
    }

    private static Task<LocalSite> StartAsync() =>
        LocalSite.StartAsync(async context =>
        {
            if (context.Request.Headers.Authorization.Count == 0)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"Orders\"";
                return;
            }

            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await context.Response.WriteAsync(body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });

    private static HttpClient ClientOf(LocalSite site, Action<AuthenticationOptions>? configure = null)
    {
        var options = new AuthenticationOptions().At(site.Address).Basic("alice", "secret");
        configure?.Invoke(options);
        return new HttpClient(new AuthenticationHandler(options)) { BaseAddress = site.Address };
    }

    private static HttpContent ContentOf(string kind, int length)
    {
        var text = new string('x', length);
        return kind switch
        {
            "text" => new StringContent(text),
            "form" => new FormUrlEncodedContent([new("a", text)]),
            "json" => JsonContent.Create(text),
            "multipart" => new MultipartFormDataContent { { new StreamContent(StreamOf(length)), "file", "a.txt" } },
            "stream" => new StreamContent(new MemoryStream(new byte[length])),
            _ => new StreamContent(StreamOf(length)),
        };
    }

    private static OneWayStream StreamOf(int length) => new(new byte[length]);
}
