using System.Net;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;
using static Gatehouse.Client.Tests.ScriptedServer;

namespace Gatehouse.Client.Tests.Flow;

public class HostileServerTests
{
    private const string BasicChallenge = "Basic realm=\"Orders\"";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bare")]
    [InlineData("another realm each time")]
    [InlineData("another scheme")]
    [InlineData("sign-in page")]
    public async Task However_a_wrong_password_is_refused_it_is_sent_twice_at_most(string answer)
    {
        var server = new ScriptedServer(request =>
            request.Authorization is null
                ? Refuse($"Basic realm=\"{(answer == "another realm each time" ? request.Number : 0)}\"")
            : answer == "sign-in page" ? Redirect("/login")
            : answer == "another scheme" ? Refuse("Negotiate")
            : answer == "bare" ? Refuse()
            : Refuse($"Basic realm=\"{request.Number}\"")
        );
        using var client = ClientOf(server, options => options.Basic("alice", "wrong"));

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("orders/7", Token));
        }

        Assert.Equal(2, server.Requests.Count(request => request.Authorization is not null));
    }

    [Fact]
    public async Task A_password_that_ends_at_the_sign_in_page_is_not_taken_for_a_good_one()
    {
        var server = new ScriptedServer(_ => Redirect("/login"));
        using var client = ClientOf(server, options => options.Basic("alice", "wrong"));

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Record.ExceptionAsync(() => client.GetAsync("a/b", Token)).AsTask())
        );

        Assert.All(outcomes, outcome => Assert.IsType<AuthenticationFailedException>(outcome));
        Assert.Equal(2, server.Requests.Count(request => request.Authorization is not null));
    }

    [Fact]
    public async Task An_order_that_is_answered_with_the_sign_in_page_is_not_sent_again()
    {
        var server = new ScriptedServer(request =>
            request.Address.AbsolutePath == "/login" ? new(HttpStatusCode.OK) : Redirect("/login", 303)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret"));

        await client.PostAsync("register", new StringContent("x"), Token);

        Assert.Single(server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_body_that_breaks_off_says_nothing()
    {
        var server = new ScriptedServer(_ =>
        {
            var answer = Refuse("Key");
            answer.Content = new StreamContent(new BrokenStream());
            answer.Content.Headers.ContentType = new("application/problem+json");
            return answer;
        });
        using var client = ClientOf(server, options => options.Key("X-Api-Key", "k"));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("a", Token));

        Assert.Equal(Causes.Key.Unknown, failure.Cause);
    }

    [Fact]
    public async Task A_long_refusal_is_handed_back_whole()
    {
        var page = new string('x', 200_000);
        await using var site = await LocalSite.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync(page);
        });
        var options = new AuthenticationOptions { ThrowOnRefusal = false }
            .At(site.Address)
            .Key("X-Api-Key", "k");
        using var client = new HttpClient(new AuthenticationHandler(options));

        var response = await client.GetAsync(site.Address, Token);

        Assert.Equal(page, await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_few_connections_are_enough_for_many_first_requests()
    {
        await using var site = await LocalSite.StartAsync(async context =>
        {
            if (context.Request.Headers.Authorization.Count == 0)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = BasicChallenge;
                // A page that nobody reads keeps its connection.
                await context.Response.WriteAsync(new string('x', 2_000_000));
            }
        });
        var options = new AuthenticationOptions().At(site.Address).Basic("alice", "secret");
        using var client = new HttpClient(
            new AuthenticationHandler(options, new SocketsHttpHandler { MaxConnectionsPerServer = 2 })
        );

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync(site.Address, Token)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_key_that_was_given_out_before_goes_to_no_other_origin()
    {
        var server = new ScriptedServer(request =>
            request.Address.Host == "orders.example" ? Redirect("https://elsewhere.example/") : new(HttpStatusCode.OK)
        );
        using var authenticator = new Authenticator(
            new AuthenticationOptions().At("https://orders.example").Key("X-Api-Key", _ => new(new string('k', 3)))
        );
        using var forgetting = new ForgettingHandler(authenticator, server);
        using var client = new HttpClient(new AuthenticationHandler(authenticator, forgetting));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://orders.example/a");

        await client.SendAsync(request, Token);

        Assert.Empty(request.Headers);
    }

    [Fact]
    public async Task Whoever_stands_before_the_host_is_not_shown()
    {
        var server = new ScriptedServer(_ => Refuse(BasicChallenge));
        using var client = ClientOf(server, options => options.Basic("alice", "wrong"));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            client.GetAsync("https://alice:pa55word@orders.example/a", Token)
        );

        Assert.DoesNotContain("pa55word", failure.ToString() + failure.Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pa55word")]
    [InlineData("YWxpY2U6cGE1NXdvcmQ=")]
    [InlineData("k3y-of-mine")]
    public async Task Credentials_that_a_server_repeats_are_not_shown(string secret)
    {
        var server = new ScriptedServer(_ =>
        {
            var answer = Refuse(BasicChallenge);
            answer.Content = new StringContent(
                $$"""{"cause":"credentials.rejected","detail":"{{secret}} is wrong","reference":"GH-{{secret}}"}""",
                System.Text.Encoding.UTF8,
                "application/problem+json"
            );
            return answer;
        });
        using var client = ClientOf(
            server,
            options =>
                _ =
                    secret == "k3y-of-mine"
                        ? options.Key("X-Api-Key", secret)
                        : options.Basic("alice", "pa55word", basic => basic.SendUnasked = true)
        );

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("a", Token));

        Assert.DoesNotContain(secret, failure.ToString() + failure.Reference, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_waits_for_each_request_authenticates_too()
    {
        var server = new ScriptedServer(request =>
            request.Authorization is null ? Refuse(BasicChallenge) : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders");

        Assert.Equal(HttpStatusCode.OK, client.Send(request, Token).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_sent_once_the_authenticator_is_gone()
    {
        var server = new ScriptedServer(_ => new(HttpStatusCode.OK));
        var authenticator = new Authenticator(
            new AuthenticationOptions().At("https://orders.example").Key("X-Api-Key", "k")
        );
        using var client = new HttpClient(new AuthenticationHandler(authenticator, server));
        authenticator.Dispose();

        await client.GetAsync("https://orders.example/a", Token);

        Assert.Empty(Assert.Single(server.Requests).Fields);
    }

    [Fact]
    public async Task A_sequence_that_can_be_gone_through_once_is_sent_whole_behind_a_challenge()
    {
        var server = new ScriptedServer(request =>
            request.Authorization is null ? Refuse(BasicChallenge) : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret"));
        var numbers = new Queue<int>([1, 2, 3]);
        IEnumerable<int> Once()
        {
            while (numbers.TryDequeue(out var number))
            {
                yield return number;
            }
        }

        using var content = System.Net.Http.Json.JsonContent.Create(Once());
        await client.PostAsync("orders", content, Token);

        Assert.Equal("[1,2,3]", server.Requests[1].Body);
    }

    private static HttpResponseMessage Redirect(string target, int status = 302)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status);
        answer.Headers.Location = new Uri(target, UriKind.RelativeOrAbsolute);
        return answer;
    }

    private static HttpClient ClientOf(HttpMessageHandler server, Action<AuthenticationOptions> configure)
    {
        var options = new AuthenticationOptions().At("https://orders.example");
        configure(options);
        return new HttpClient(new AuthenticationHandler(options, server))
        {
            BaseAddress = new Uri("https://orders.example/"),
        };
    }

    /// <summary>A connection that is lost as soon as somebody reads from it.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The connection was lost.");
    }

    /// <summary>Has everything forgotten while a request is under way.</summary>
    private sealed class ForgettingHandler(Authenticator authenticator, HttpMessageHandler inner)
        : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await base.SendAsync(request, cancellationToken);
            authenticator.Forget();
            return response;
        }
    }
}
