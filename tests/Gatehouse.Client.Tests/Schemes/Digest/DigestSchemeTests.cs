using System.Net;
using System.Text;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Schemes.Digest;
using Gatehouse.Client.Tests.Tokens;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Digest;
using Gatehouse.TestKit;

namespace Gatehouse.Client.Tests.Schemes.Digest;

public sealed class DigestSchemeTests : IDisposable
{
    private const string Address = "https://orders.example/orders/1?full=yes";
    private const int Limit = 40_000;

    private readonly DigestServer _server = new();
    private readonly DigestOptions _options = new();
    private readonly List<IDisposable> _mine = [];

    [Theory]
    [InlineData("qop=\"auth\", algorithm=SHA-256", "SHA-256", "auth")]
    [InlineData("qop=\"auth\", algorithm=SHA-256-sess", "SHA-256-sess", "auth")]
    [InlineData("qop=\"auth\", algorithm=SHA-512-256", "SHA-512-256", "auth")]
    [InlineData("qop=\"auth\", algorithm=SHA-512-256-sess", "SHA-512-256-sess", "auth")]
    [InlineData("qop=\"auth\", algorithm=MD5", "MD5", "auth")]
    [InlineData("qop=\"auth\", algorithm=MD5-sess", "MD5-sess", "auth")]
    [InlineData("qop=\"auth\"", null, "auth")]
    [InlineData("qop=\"auth-int\", algorithm=SHA-256", "SHA-256", "auth-int")]
    [InlineData("qop=\"auth,auth-int\", algorithm=SHA-256", "SHA-256", "auth")]
    [InlineData("qop=\"auth\", algorithm=SHA-256, userhash=true", "SHA-256", "auth")]
    [InlineData("", null, null)]
    public async Task Every_kind_of_challenge_is_answered(string offer, string? algorithm, string? qop)
    {
        _server.Offers = [offer];
        var run = Run();

        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address, HttpMethod.Post, new StringContent("a=b")));
        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address, HttpMethod.Post, new StringContent("a=c")));

        Assert.Equal(3, _server.Seen.Count);
        Assert.Equal((algorithm, qop), (_server.Seen[2]!.Algorithm, _server.Seen[2]!.Qop));
        Assert.Equal(qop is null ? 0u : 2u, _server.Seen[2]!.Count);
    }

    [Fact]
    public async Task The_best_hash_of_several_is_answered_and_md5_last()
    {
        _server.Offers =
        [
            "qop=\"auth\", algorithm=MD5",
            "qop=\"auth\", algorithm=SHA-256",
            "qop=\"auth\", algorithm=SHA-512-256",
            "qop=\"auth\", algorithm=SHA-1",
        ];

        Assert.Equal(HttpStatusCode.OK, await Run().SendAsync(Address));
        Assert.Equal("SHA-512-256", _server.Seen[^1]!.Algorithm);
    }

    [Theory]
    [InlineData("qop=\"auth\", algorithm=MD5")]
    [InlineData("algorithm=SHA-256")]
    public async Task What_is_too_weak_is_not_answered_where_that_was_asked_for(string offer)
    {
        _options.AllowMd5 = false;
        _options.AllowLegacy = false;
        _server.Offers = [offer];

        Assert.Equal(HttpStatusCode.Unauthorized, await Run().SendAsync(Address));
        Assert.Single(_server.Seen);
    }

    [Fact]
    public async Task Bodies_are_proved_where_that_is_asked_for_and_offered()
    {
        _options.ProtectBodies = true;
        _server.Offers = ["qop=\"auth,auth-int\", algorithm=SHA-256"];
        var run = Run();

        await run.SendAsync(Address, HttpMethod.Post, new StringContent("a=b"));
        await run.SendAsync(Address, HttpMethod.Post, new StringContent("a=c"));
        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address));

        Assert.Equal(4, _server.Seen.Count);
        Assert.All(_server.Seen.Skip(1), sent => Assert.Equal("auth-int", sent!.Qop));
    }

    [Fact]
    public async Task A_body_that_cannot_be_held_is_not_proved_where_it_need_not_be_and_an_error_where_it_must()
    {
        _options.ProtectBodies = true;
        _server.Offers = ["qop=\"auth,auth-int\", algorithm=SHA-256"];
        var run = Run(SchemeRun.Context() with { BufferLimit = 2 });

        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address, HttpMethod.Post, new StringContent("a=b")));
        Assert.Equal("auth", _server.Seen[^1]!.Qop);
        _server.Offers = ["qop=\"auth-int\", algorithm=SHA-256"];
        _server.Restart();
        var status = await run.SendAsync(Address, HttpMethod.Post, new StringContent("a=b"));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("auth-int", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_at_once_never_use_a_count_twice()
    {
        var run = Run();
        await run.SendAsync(Address);

        await Parallel.ForAsync(0, 200, async (_, _) => Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address)));

        Assert.Equal(202, _server.Seen.Count);
        Assert.Equal(
            Enumerable.Range(1, 201).Select(count => (uint)count),
            _server.Seen.Skip(1).Select(sent => sent!.Count).Order()
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_forgot_its_nonces_gets_a_new_one_with_the_same_password(bool saysStale)
    {
        _server.SaysStale = saysStale;
        var run = Run();
        await run.SendAsync(Address);
        _server.Restart();

        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address));
        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address));

        Assert.Equal(5, _server.Seen.Count);
        Assert.Equal([1u, 2u, 1u, 2u], _server.Seen.Skip(1).Select(sent => sent!.Count));
    }

    [Fact]
    public async Task A_server_that_calls_every_nonce_stale_is_given_up_soon()
    {
        _server.ForgetsAtOnce = true;
        var run = Run();

        Assert.Equal(HttpStatusCode.Unauthorized, await run.SendAsync(Address));

        Assert.Equal(3, _server.Seen.Count);
        Assert.Contains("stale", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_was_changed_is_tried_with_one_fresh_nonce_and_no_longer_sent_ahead()
    {
        var run = Run();
        await run.SendAsync(Address);
        _server.Account = ("alice", "changed");

        Assert.Equal(HttpStatusCode.Unauthorized, await run.SendAsync(Address));
        Assert.Equal(4, _server.Seen.Count);
        await run.SendAsync(Address);
        Assert.Null(_server.Seen[4]);
    }

    [Fact]
    public async Task Whoever_is_asked_is_asked_at_the_challenge_and_again_where_the_answer_was_wrong()
    {
        var asked = new List<SignInRequest>();
        var source = new PasswordSource(
            (request, _) =>
            {
                asked.Add(request);
                return new(new PasswordCredential("alice", asked.Count == 1 ? "wrong" : "wonder"));
            }
        );
        var run = Run(source: source);

        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address));
        Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address));

        Assert.Equal(4, _server.Seen.Count);
        Assert.Equal([Causes.Credentials.Missing, Causes.Credentials.Rejected], asked.Select(request => request.Cause));
        Assert.Equal([null, "alice"], asked.Select(request => request.User));
        Assert.All(asked, request => Assert.Equal("Orders", request.Realm));
        Assert.All(asked, request => Assert.Equal(new Uri("https://orders.example"), request.Origin));
    }

    [Fact]
    public async Task Where_nobody_gives_a_password_nothing_is_sent()
    {
        var source = PasswordSource.Asking(prompt: null);
        var run = Run(source: source);

        Assert.Equal(HttpStatusCode.Unauthorized, await run.SendAsync(Address));
        Assert.Single(_server.Seen);
        Assert.Equal(["nobody gives a user and password"], run.Notes);
    }

    [Fact]
    public async Task The_next_nonce_is_used_where_the_server_names_one()
    {
        _server.NonceOnce = true;
        var run = Run();

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address));
        }

        Assert.Equal(6, _server.Seen.Count);
        Assert.Equal(5, _server.Seen.Skip(1).Select(sent => sent!.Nonce).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_server_that_cannot_prove_itself_is_an_error()
    {
        _server.Info = (_, input, _) => AuthenticationInfo.Write(new byte[32], input, nextNonce: null);
        var run = Run();

        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => run.SendAsync(Address));
        Assert.Contains("does not know the password", error.Message, StringComparison.Ordinal);
        Assert.Equal(Causes.Endpoint.WrongHost, error.Cause);
        Assert.DoesNotContain("wonder", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("let in", true)]
    [InlineData("let out", false)]
    public async Task A_proof_of_the_answers_body_is_checked(string proved, bool good)
    {
        _options.RequireServerProof = true;
        _server.Offers = ["qop=\"auth-int\", algorithm=SHA-256"];
        _server.Info = (secret, input, _) =>
            AuthenticationInfo.Write(secret, input with { Body = Encoding.UTF8.GetBytes(proved) }, nextNonce: null);
        var run = Run();

        if (good)
        {
            Assert.Equal(HttpStatusCode.OK, await run.SendAsync(Address));
        }
        else
        {
            await Assert.ThrowsAsync<AuthenticationFailedException>(() => run.SendAsync(Address));
        }
    }

    [Theory]
    [InlineData("auth", "qop=auth-int, rspauth=\"00\"")]
    [InlineData("auth", "qop=auth-int, nextnonce=\"n\"")]
    [InlineData("auth-int", "qop=auth-int, nextnonce=\"n\"")]
    public async Task No_body_is_read_where_nobody_asked_for_a_proof_of_it_or_none_is_given(string qop, string info)
    {
        using var content = new StreamContent(new SilentStream([]));

        var accepted = await AcceptAsync(qop, info, content);

        Assert.Same(content, accepted.Content);
    }

    [Fact]
    public async Task A_body_whose_proof_was_checked_can_be_read_from_its_beginning()
    {
        using var content = new StreamContent(new MemoryStream("let in"u8.ToArray()));
        content.Headers.ContentType = new("text/plain");

        var accepted = await AcceptAsync("auth-int", info: null, content);

        Assert.NotSame(content, accepted.Content);
        Assert.Equal("text/plain", accepted.Content.Headers.ContentType?.MediaType);
        Assert.Equal("let in", await accepted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    [InlineData(5 * Limit, false)]
    public async Task A_proof_of_a_body_is_checked_up_to_the_buffer_limit_and_the_body_is_whole_in_any_case(
        int length,
        bool checks
    )
    {
        var body = Enumerable.Range(0, length).Select(static at => (byte)at).ToArray();
        using var content = new StreamContent(new SilentStream(body, ends: true));
        const string Wrong = "qop=auth-int, rspauth=\"00\"";
        if (checks)
        {
            await Assert.ThrowsAsync<AuthenticationFailedException>(() => AcceptAsync("auth-int", Wrong, content));
            return;
        }

        var accepted = await AcceptAsync("auth-int", Wrong, content);

        Assert.Equal(body, await accepted.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_goes_on_without_end_is_waited_for_no_longer_than_a_while(bool required)
    {
        _options.RequireServerProof = required;
        var clock = new ManualTimeProvider();
        using var stream = new SilentStream("let"u8.ToArray());
        using var content = new StreamContent(stream);
        var accepting = AcceptAsync("auth-int", "qop=auth-int, rspauth=\"00\"", content, clock);
        await KeeperTrial.HoldsAsync(() => stream.IsSilent);
        Assert.False(accepting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(30));
        if (required)
        {
            var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => accepting);
            Assert.Contains("cannot be checked", error.Message, StringComparison.Ordinal);
            return;
        }

        var accepted = await accepting;
        stream.Say(" in"u8.ToArray());
        Assert.Equal("let in", await accepted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_told_to_whoever_reads_it()
    {
        using var stream = new SilentStream("let"u8.ToArray());
        using var content = new StreamContent(stream);
        stream.Break();

        var accepted = await AcceptAsync("auth-int", "qop=auth-int, rspauth=\"00\"", content);

        await using var read = await accepted.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[16];
        Assert.Equal(3, await read.ReadAsync(buffer, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<IOException>(() =>
            read.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask()
        );
    }

    [Fact]
    public async Task A_missing_proof_is_an_error_where_one_is_required()
    {
        _options.RequireServerProof = true;
        var run = Run();

        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => run.SendAsync(Address));
        Assert.Contains("rspauth", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://orders.example/orders/2", true)]
    [InlineData("https://orders.example/other", false)]
    [InlineData("https://stock.example/stock/2", true)]
    [InlineData("https://stock.example/other", false)]
    [InlineData("https://evil.example/orders/1", false)]
    public async Task It_goes_ahead_within_the_domain_and_nowhere_else(string address, bool ahead)
    {
        _server.Offers =
        [
            "qop=\"auth\", algorithm=SHA-256, domain=\"/orders https://stock.example/stock https://evil.example/\"",
        ];
        var run = Run(SchemeRun.Context(null, "https://orders.example", "https://stock.example"));
        await run.SendAsync(Address);

        await run.SendAsync(address);

        Assert.Equal(ahead, _server.Seen[2] is not null);
    }

    [Fact]
    public async Task Two_realms_of_one_server_are_kept_apart()
    {
        var run = Run();
        await run.SendAsync("https://orders.example/a/1");
        _server.Realm = "Stock";
        await run.SendAsync("https://orders.example/b/1");

        // The first one is tried at /b, as nothing is known of it; from then on each has its own.
        Assert.Equal(4, _server.Seen.Count);
        Assert.Equal(HttpStatusCode.OK, await run.SendAsync("https://orders.example/b/2"));
        Assert.Equal("Stock", _server.Seen[4]!.Realm);
        _server.Realm = "Orders";
        Assert.Equal(HttpStatusCode.OK, await run.SendAsync("https://orders.example/a/2"));
        Assert.Equal(6, _server.Seen.Count);
    }

    [Fact]
    public async Task A_realm_beyond_ascii_goes_back_as_it_came_where_the_handler_can_send_it()
    {
        _server.Realm = "K\u00F6nig \"1\"\\";
        var run = Run();
        _server.Realm = "K\u00F6nig";
        Assert.Equal(HttpStatusCode.Unauthorized, await run.SendAsync(Address));

        var scheme = Scheme();
        using var sockets = new SocketsHttpHandler();
        scheme.Configure(sockets);
        var configured = Add(new SchemeRun(scheme, _server));
        Assert.Equal(HttpStatusCode.OK, await configured.SendAsync(Address));
        using var request = new HttpRequestMessage();
        Assert.Equal(Encoding.Latin1, sockets.RequestHeaderEncodingSelector!("Authorization", request));
        Assert.Null(sockets.RequestHeaderEncodingSelector!("X-Other", request));
    }

    [Fact]
    public async Task Names_beyond_ascii_get_in()
    {
        _server.Account = ("J\u00E4s\u00F8n Doe", "Secret, or not?");
        var source = new PasswordSource(new PasswordCredential("J\u00E4s\u00F8n Doe", "Secret, or not?"));
        _server.Offers = ["qop=\"auth\", algorithm=SHA-512-256, charset=UTF-8"];
        Assert.Equal(HttpStatusCode.OK, await Run(source: source).SendAsync(Address));
        Assert.Contains("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe", _server.Fields[^1], StringComparison.Ordinal);
        _server.Offers = ["qop=\"auth\", algorithm=SHA-512-256, charset=UTF-8, userhash=true"];
        Assert.Equal(HttpStatusCode.OK, await Run(source: source).SendAsync(Address));
        Assert.True(_server.Seen[^1]!.UserHashed);
    }

    [Fact]
    public async Task The_opaque_value_goes_back()
    {
        _server.Offers = ["qop=\"auth\", opaque=\"o\\\"p\""];
        await Run().SendAsync(Address);
        Assert.Contains("opaque=\"o\\\"p\"", _server.Fields[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_put_on_a_request_can_be_told_and_taken_off()
    {
        var scheme = Scheme();
        var run = Add(new SchemeRun(scheme, _server));
        await run.SendAsync(Address);
        using var first = new HttpRequestMessage(HttpMethod.Get, Address);
        using var second = new HttpRequestMessage(HttpMethod.Get, Address);

        Assert.Null(scheme.FingerprintOf(first));
        Assert.Equal(Preparation.Added, scheme.Prepare(first));
        Assert.Equal(Preparation.Added, scheme.Prepare(second));
        Assert.NotNull(scheme.FingerprintOf(first));
        Assert.Equal(scheme.FingerprintOf(first), scheme.FingerprintOf(second));
        Assert.NotEqual(first.Headers.Authorization, second.Headers.Authorization);
        scheme.Remove(first);
        Assert.Null(first.Headers.Authorization);
        Assert.Null(scheme.FingerprintOf(first));
        scheme.Forget();
        Assert.Equal(Preparation.Nothing, scheme.Prepare(first));
    }

    [Fact]
    public void A_name_that_no_field_can_carry_is_refused_when_it_is_configured() =>
        Assert.Throws<ArgumentException>(() => new AuthenticationOptions().Digest("a\nb", "p"));

    public void Dispose()
    {
        _mine.ForEach(mine => mine.Dispose());
        _server.Dispose();
    }

    /// <summary>Has a request with a quality of protection accepted by an answer; a proof that is right where none is given.</summary>
    private async Task<HttpResponseMessage> AcceptAsync(
        string qop,
        string? info,
        HttpContent content,
        TimeProvider? clock = null
    )
    {
        _server.Offers = [$"qop=\"{qop}\", algorithm=SHA-256"];
        _server.Info = static (secret, input, _) =>
            AuthenticationInfo.Write(secret, input with { Body = "let in"u8.ToArray() }, nextNonce: null);
        var scheme = Scheme(SchemeRun.Context() with { BufferLimit = Limit, Clock = clock ?? TimeProvider.System });
        var run = Add(new SchemeRun(scheme, _server));
        await run.SendAsync(Address);
        var request = Add(new HttpRequestMessage(HttpMethod.Get, Address));
        Assert.Equal(Preparation.Added, scheme.Prepare(request));
        var response = Add(new HttpResponseMessage { RequestMessage = request, Content = content });
        var answer = DigestAnswer.On(request)!;
        response.Headers.TryAddWithoutValidation(
            AuthenticationInfo.FieldName,
            info ?? _server.Info(answer.Session.Secret, answer.Sent, null)
        );
        Assert.True(scheme.WantsToSee(response));
        await scheme.AcceptAsync(request, response, TestContext.Current.CancellationToken);
        return response;
    }

    private DigestScheme Scheme(SchemeContext? context = null, PasswordSource? source = null) =>
        Add(
            new DigestScheme(
                context ?? SchemeRun.Context(),
                new DigestSpaces(
                    source ?? new PasswordSource(new PasswordCredential("alice", "wonder")),
                    (context ?? SchemeRun.Context()).Origins
                ),
                _options
            )
        );

    private SchemeRun Run(SchemeContext? context = null, PasswordSource? source = null) =>
        Add(new SchemeRun(Scheme(context, source), _server));

    private T Add<T>(T mine)
        where T : IDisposable
    {
        _mine.Add(mine);
        return mine;
    }
}
