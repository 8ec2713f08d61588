using System.Net;
using System.Text;
using Gatehouse.Protocol.Causes;
using Gatehouse.TestKit;
using static Gatehouse.Client.Tests.ScriptedServer;

namespace Gatehouse.Client.Tests.Flow;

public class AuthenticationFlowTests
{
    private const string BasicChallenge = "Basic realm=\"Orders\", charset=\"UTF-8\"";
    private const string DigestChallenge = "Digest realm=\"Orders\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_strongest_scheme_that_is_offered_and_can_be_answered_wins()
    {
        var server = new ScriptedServer(request =>
            request.Authorization is null
                ? Refuse("Negotiate", BasicChallenge, DigestChallenge)
                : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret").Digest("alice", "secret"));

        await client.GetAsync("orders", Token);

        Assert.StartsWith("Digest ", server.Requests[1].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_that_the_server_takes_goes_first_from_then_on()
    {
        var server = new ScriptedServer(request =>
            request.Authorization is { } sent && sent.StartsWith("Basic ", StringComparison.Ordinal)
                ? new(HttpStatusCode.OK)
                : Refuse(BasicChallenge)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret").Key("X-Api-Key", "k"));

        await client.GetAsync("orders/1", Token);
        await client.GetAsync("orders/2", Token);

        Assert.Equal(3, server.Requests.Count);
        Assert.StartsWith("Basic ", server.Requests[2].Authorization, StringComparison.Ordinal);
        Assert.False(server.Requests[2].Fields.ContainsKey("X-Api-Key"));
    }

    [Fact]
    public async Task The_request_is_handed_back_without_credentials()
    {
        var server = new ScriptedServer(request =>
            request.Authorization is null ? Refuse(BasicChallenge) : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret").Key("X-Api-Key", "k"));

        for (var i = 0; i < 2; i++)
        {
            var response = await client.GetAsync("orders", Token);
            Assert.Empty(response.RequestMessage!.Headers);
        }
    }

    [Fact]
    public async Task Credentials_of_the_programs_own_are_left_alone()
    {
        var server = new ScriptedServer(_ => Refuse(BasicChallenge));
        using var client = ClientOf(server, options => options.Basic("alice", "secret"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders");
        request.Headers.TryAddWithoutValidation("Authorization", "Own thing");

        var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Own thing", Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task Other_origins_get_nothing_and_are_left_alone()
    {
        var server = new ScriptedServer(_ => Refuse(BasicChallenge));
        using var client = ClientOf(
            server,
            options => options.Basic("alice", "secret", basic => basic.SendUnasked = true).Key("X-Api-Key", "k")
        );

        foreach (
            var address in (string[])
                ["https://orders.example:8443/", "http://orders.example/", "https://orders.example.evil.example/"]
        )
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(address, Token)).StatusCode);
        }

        Assert.All(server.Requests, request => Assert.Empty(request.Fields));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hundred_parallel_requests_with_a_wrong_password_are_two_failed_sign_ins(bool sendUnasked)
    {
        var server = new ScriptedServer(_ => Refuse(BasicChallenge));
        using var client = ClientOf(
            server,
            options => options.Basic("alice", "wrong", basic => basic.SendUnasked = sendUnasked)
        );

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Record.ExceptionAsync(() => client.GetAsync("orders", Token)).AsTask())
        );

        Assert.All(
            outcomes,
            outcome =>
                Assert.Equal(Causes.Credentials.Rejected, Assert.IsType<AuthenticationFailedException>(outcome).Cause)
        );
        Assert.Equal(2, server.Requests.Count(request => request.Authorization is not null));
    }

    [Fact]
    public async Task A_refused_key_is_not_sent_a_third_time_to_where_it_was_refused_but_elsewhere()
    {
        var server = new ScriptedServer(request =>
            request.Address.AbsolutePath.StartsWith("/admin/", StringComparison.Ordinal)
                ? Refuse("Key realm=\"Admin\"")
                : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Key("X-Api-Key", "k"));

        for (var i = 0; i < 3; i++)
        {
            var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
                client.GetAsync("admin/users", Token)
            );
            Assert.Equal(Causes.Key.Unknown, failure.Cause);
        }

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders", Token)).StatusCode);
    }

    [Fact]
    public async Task A_refused_credential_is_tried_again_once_it_is_forgotten()
    {
        var isGood = false;
        var server = new ScriptedServer(_ => isGood ? new(HttpStatusCode.OK) : Refuse("Key"));
        using var authenticator = new Authenticator(
            new AuthenticationOptions().At("https://orders.example").Key("X-Api-Key", "k")
        );
        using var client = new HttpClient(new AuthenticationHandler(authenticator, server));
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
                client.GetAsync("https://orders.example/a", Token)
            );
        }

        isGood = true;
        await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            client.GetAsync("https://orders.example/a", Token)
        );
        authenticator.Forget();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("https://orders.example/a", Token)).StatusCode);
    }

    [Fact]
    public async Task A_rotated_key_is_asked_for_again_and_used_at_once()
    {
        var server = new ScriptedServer(request =>
            request.Fields.GetValueOrDefault("X-Api-Key") == "new" ? new(HttpStatusCode.OK) : Refuse("Key")
        );
        var keys = new Queue<string>(["old", "new"]);
        using var client = ClientOf(server, options => options.Key("X-Api-Key", _ => new(keys.Dequeue())));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders", Token)).StatusCode);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_person_is_asked_again_with_the_reason_and_the_name_that_was_refused()
    {
        var server = new ScriptedServer(request =>
            request.Authorization == "Basic " + Convert.ToBase64String("alice:right"u8)
                ? new(HttpStatusCode.OK)
                : Refuse(BasicChallenge)
        );
        var asked = new List<SignInRequest>();
        using var client = ClientOf(
            server,
            options =>
                options.Basic(
                    (request, _) =>
                    {
                        asked.Add(request);
                        return new(new PasswordCredential("alice", asked.Count == 1 ? "wrong" : "right"));
                    }
                )
        );

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders", Token)).StatusCode);

        Assert.Equal(
            [(Causes.Credentials.Missing, null), (Causes.Credentials.Rejected, "alice")],
            asked.Select(request => (request.Cause, request.User))
        );
        Assert.All(asked, request => Assert.Equal("Orders", request.Realm));
    }

    [Fact]
    public async Task A_server_that_says_when_is_asked_again_then()
    {
        var clock = new ManualTimeProvider();
        var server = new ScriptedServer(request =>
            request.Number == 0
                ? Explain(HttpStatusCode.TooManyRequests, "client.rate-exceeded", "3")
                : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Key("X-Api-Key", "k").Clock = clock);

        var asking = client.GetAsync("orders", Token);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(asking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(HttpStatusCode.OK, (await asking).StatusCode);
    }

    [Fact]
    public async Task A_server_that_asks_for_too_long_a_wait_is_named_with_its_time()
    {
        var server = new ScriptedServer(_ =>
            Explain(HttpStatusCode.ServiceUnavailable, "provider.unreachable", "3600")
        );
        using var client = ClientOf(server, options => options.Key("X-Api-Key", "k"));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("orders", Token));

        Assert.Equal(
            (Causes.Provider.Unreachable, TimeSpan.FromHours(1), "GH-TEST", HttpStatusCode.ServiceUnavailable),
            (failure.Cause, failure.RetryAfter, failure.Reference, failure.StatusCode)
        );
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_order_that_reached_an_application_is_not_sent_again()
    {
        var server = new ScriptedServer(_ => Explain(HttpStatusCode.GatewayTimeout, "upstream.timeout", "0"));
        using var client = ClientOf(server, options => options.Key("X-Api-Key", "k"));

        await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            client.PostAsync("orders", new StringContent("one"), Token)
        );

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_answers_of_an_application_are_its_own()
    {
        var statuses = new Queue<HttpStatusCode>([
            HttpStatusCode.Forbidden,
            HttpStatusCode.NotFound,
            HttpStatusCode.InternalServerError,
            HttpStatusCode.TooManyRequests,
            HttpStatusCode.ServiceUnavailable,
        ]);
        var server = new ScriptedServer(_ => new(statuses.Dequeue()) { Content = new StringContent("mine") });
        using var client = ClientOf(server, options => options.Key("X-Api-Key", "k"));

        while (statuses.TryPeek(out var status))
        {
            var response = await client.GetAsync("orders", Token);
            Assert.Equal((status, "mine"), (response.StatusCode, await response.Content.ReadAsStringAsync(Token)));
        }
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(302)]
    public async Task A_server_that_hides_what_it_has_from_strangers_is_shown_the_password(int status)
    {
        var server = new ScriptedServer(request =>
        {
            var answer = new HttpResponseMessage(
                request.Authorization is null ? (HttpStatusCode)status : HttpStatusCode.OK
            );
            answer.Headers.Location = status == 302 ? new Uri("/login?next=/", UriKind.Relative) : null;
            return answer;
        });
        using var client = ClientOf(server, options => options.Basic("alice", "secret"));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders/7", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders/8", Token)).StatusCode);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_hidden_route_that_says_it_is_unknown_is_shown_the_password()
    {
        var server = new ScriptedServer(request =>
            request.Authorization is null ? Explain(HttpStatusCode.NotFound, "route.unknown") : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret"));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders", Token)).StatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_password_since_a_page_is_not_there()
    {
        var server = new ScriptedServer(_ => new(HttpStatusCode.NotFound));
        using var client = ClientOf(
            server,
            options => options.Basic((_, _) => throw new InvalidOperationException("asked"))
        );

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("orders", Token)).StatusCode);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("mfa.required")]
    [InlineData("password.expired")]
    public async Task A_person_whose_password_was_right_is_not_asked_for_another(string cause)
    {
        var asked = 0;
        var server = new ScriptedServer(request =>
            request.Authorization is null
                ? Refuse(BasicChallenge)
                : Explain(HttpStatusCode.Unauthorized, cause, null, BasicChallenge)
        );
        using var client = ClientOf(
            server,
            options =>
                options.Basic(
                    (_, _) =>
                    {
                        asked++;
                        return new(new PasswordCredential("alice", "secret"));
                    }
                )
        );

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("orders", Token));

        Assert.Equal((cause, 1), (failure.Cause.Id, asked));
    }

    [Fact]
    public async Task The_first_answer_with_something_to_tell_is_what_is_told()
    {
        var server = new ScriptedServer(request =>
            request.Number == 0
                ? Explain(HttpStatusCode.Unauthorized, "key.expired", null, "Key realm=\"Orders\"")
                : Refuse()
        );
        var keys = new Queue<string>(["old", "new"]);
        using var client = ClientOf(server, options => options.Key("X-Api-Key", _ => new(keys.Dequeue())));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("orders", Token));

        Assert.Equal((Causes.Key.Expired, "GH-TEST"), (failure.Cause, failure.Reference));
        Assert.Equal("Orders", Assert.Single(failure.Challenges).Realm);
        Assert.Equal(2, failure.Tried.Count);
    }

    [Fact]
    public async Task Whoever_wants_the_answer_gets_the_first_that_had_something_to_tell_with_its_body()
    {
        var server = new ScriptedServer(request =>
            request.Number == 0
                ? Explain(HttpStatusCode.Unauthorized, "key.expired", null, "Key realm=\"Orders\"")
                : Refuse()
        );
        var keys = new Queue<string>(["old", "new"]);
        using var client = ClientOf(
            server,
            options => options.Key("X-Api-Key", _ => new(keys.Dequeue())).ThrowOnRefusal = false
        );

        var response = await client.GetAsync("orders", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("key.expired", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "challenge.missing")]
    [InlineData("Orders-Ticket realm=\"x\"", "challenge.unknown-scheme")]
    [InlineData("\u0001", "challenge.malformed")]
    public async Task Challenges_that_nobody_can_answer_are_named(string challenge, string cause)
    {
        var server = new ScriptedServer(_ => challenge.Length == 0 ? Refuse() : Refuse(challenge));
        using var client = ClientOf(server, options => options.Digest("alice", "secret"));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("orders", Token));

        Assert.Equal(cause, failure.Cause.Id);
    }

    [Fact]
    public async Task A_challenge_beside_a_broken_one_is_answered()
    {
        var server = new ScriptedServer(request =>
            request.Authorization is null ? Refuse("Fancy a=\"never closed", BasicChallenge) : new(HttpStatusCode.OK)
        );
        using var client = ClientOf(server, options => options.Basic("alice", "secret"));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders", Token)).StatusCode);
    }

    [Fact]
    public async Task Accented_letters_go_in_the_encoding_that_the_server_means()
    {
        var latin = "Basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes("zoë:übermut"));
        var server = new ScriptedServer(request =>
            request.Authorization == latin ? new(HttpStatusCode.OK) : Refuse("Basic realm=\"Old\"")
        );
        using var client = ClientOf(server, options => options.Basic("zoë", "übermut"));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("a", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("b", Token)).StatusCode);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task No_secret_is_in_what_is_thrown()
    {
        var server = new ScriptedServer(_ => Refuse(BasicChallenge, DigestChallenge));
        using var client = ClientOf(
            server,
            options => options.Basic("alice", "pa55word").Digest("alice", "pa55word").Key("X-Api-Key", "k3y-of-mine")
        );

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            client.GetAsync("orders?token=t0ken-in-query", Token)
        );

        foreach (
            var secret in (string[])["pa55word", "k3y-of-mine", "t0ken", Convert.ToBase64String("alice:pa55word"u8)]
        )
        {
            Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
        }
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
}
