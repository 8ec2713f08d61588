using System.Net;
using System.Text;

namespace Gatehouse.Providers.Tests.Introspection;

public sealed class IntrospectionTests
{
    [Fact]
    public async Task Question_names_the_token_and_the_client_and_follows_nothing()
    {
        await using var issuer = new AskedIssuer();
        var said = await issuer.AskAsync("a+b/c=");
        Assert.Equal("service-1", said.Claims!.Subject);
        Assert.Equal("token=a%2Bb%2Fc%3D&token_type_hint=access_token", issuer.LastForm);
        Assert.Equal(
            "gate+house:a%3Asecret",
            Encoding.ASCII.GetString(Convert.FromBase64String(issuer.Last!.Headers.Authorization!.Parameter!))
        );
        Assert.Equal("application/json", issuer.Last.Headers.Accept.ToString());
    }

    [Theory]
    [InlineData("""{"active":false}""", null)]
    [InlineData("""{"active":false,"sub":"service-1","exp":"soon"}""", null)]
    [InlineData("""{"active":"true","sub":"service-1"}""", "an `active` that is no boolean")]
    [InlineData("""{"active":1,"sub":"service-1"}""", "an `active` that is no boolean")]
    [InlineData("""{"active":null}""", "an `active` that is no boolean")]
    [InlineData("""{"Active":true,"sub":"service-1"}""", "without `active`")]
    [InlineData("""{"active":false,"active":true,"sub":"service-1"}""", "no JSON object (DuplicateMember)")]
    [InlineData("""{"sub":"service-1"}""", "without `active`")]
    [InlineData("""[{"active":true}]""", "no JSON object")]
    [InlineData("""{"active":true,"sub":"service-1" """, "no JSON object")]
    [InlineData("""{"active":true,"sub":"service-1","exp":"1893456000"}""", "members that nobody can read")]
    [InlineData("""{"active":true,"sub":["service-1"]}""", "members that nobody can read")]
    [InlineData("", "no JSON object")]
    [InlineData("active", "no JSON object")]
    public async Task Nothing_but_the_boolean_true_makes_a_token_active(string body, string? problem)
    {
        await using var issuer = new AskedIssuer { Answer = _ => StubHandler.Json(body) };
        var said = await issuer.AskAsync();
        Assert.Null(said.Claims);
        if (problem is null)
        {
            Assert.Null(said.Problem);
            return;
        }

        var told = await issuer.ProblemAsync();
        Assert.StartsWith("provider.misconfigured: ", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_is_changed_anywhere_makes_a_token_active_only_where_it_still_says_so()
    {
        const string Body = """{"active":true,"sub":"service-1","scope":"a b","exp":9999999999}""";
        await using var issuer = new AskedIssuer(options => options with { NegativeCache = TimeSpan.Zero });
        var number = 0;
        var active = 0;
        for (var at = 0; at < Body.Length; at++)
        {
            foreach (
                var instead in (string[])["", "\"", "}", "{", ",", ":", "0", "f", "T", "\0", "\\", " ", Body[..at]]
            )
            {
                var changed = Body[..at] + instead + Body[(at + 1)..];
                issuer.Answer = _ => StubHandler.Json(changed);
                var said = await issuer.AskAsync("token" + number++);
                if (said.Claims is null)
                {
                    continue;
                }

                active++;
                using var read = System.Text.Json.JsonDocument.Parse(changed);
                Assert.Equal(System.Text.Json.JsonValueKind.True, read.RootElement.GetProperty("active").ValueKind);
                Assert.Single(read.RootElement.EnumerateObject(), member => member.NameEquals("active"));
            }
        }

        Assert.InRange(active, 100, number / 2);
    }

    [Theory]
    [InlineData(400, "provider.misconfigured", "or it may not ask")]
    [InlineData(401, "provider.misconfigured", "the client's secret is not the one it knows")]
    [InlineData(403, "provider.misconfigured", "or it may not ask")]
    [InlineData(404, "provider.misconfigured", "answered 404")]
    [InlineData(204, "provider.misconfigured", "answered 204")]
    [InlineData(302, "provider.misconfigured", "redirects are not followed")]
    [InlineData(307, "provider.misconfigured", "redirects are not followed")]
    [InlineData(408, "provider.unreachable", "answered 408")]
    [InlineData(429, "provider.unreachable", "answered 429")]
    [InlineData(500, "provider.unreachable", "answered 500")]
    [InlineData(503, "provider.unreachable", "answered 503")]
    public async Task Status_other_than_200_says_nothing_of_the_token(int status, string cause, string problem)
    {
        await using var issuer = new AskedIssuer
        {
            Answer = _ =>
                new((HttpStatusCode)status)
                {
                    Content = new StringContent(AskedIssuer.Active()),
                    Headers = { Location = new Uri("https://evil.example/introspect") },
                },
        };
        var told = await issuer.ProblemAsync();
        Assert.StartsWith(cause + ": ", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
        Assert.Single(issuer.Questions);
    }

    [Fact]
    public async Task Answer_beyond_all_bounds_and_one_that_breaks_off_say_nothing()
    {
        await using var issuer = new AskedIssuer
        {
            Answer = _ => StubHandler.Json(AskedIssuer.Active($",\"more\":\"{new string('x', 300_000)}\"")),
        };
        Assert.Contains("with more than", await issuer.ProblemAsync(), StringComparison.Ordinal);
        issuer.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no");
        Assert.Contains("cannot be connected to", await issuer.ProblemAsync("other"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_that_keeps_silent_is_away_when_its_time_is_over()
    {
        await using var issuer = new AskedIssuer { Gate = new() };
        var asking = issuer.ProblemAsync();
        await issuer.AskedAsync(1);
        issuer.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("did not answer within 5 seconds", await asking, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundred_requests_with_one_unknown_token_are_one_question()
    {
        await using var issuer = new AskedIssuer { Gate = new() };
        var asking = Enumerable.Range(0, 100).Select(_ => issuer.AskAsync().AsTask()).ToArray();
        await issuer.AskedAsync(1);
        issuer.Gate.SetResult();
        Assert.All(await Task.WhenAll(asking), said => Assert.NotNull(said.Claims));
        Assert.Single(issuer.Questions);
    }

    [Fact]
    public async Task Request_that_goes_away_takes_no_other_with_it()
    {
        await using var issuer = new AskedIssuer { Gate = new() };
        using var first = new CancellationTokenSource();
        var leaving = issuer.Provider.AskAsync("opaque", first.Token).AsTask();
        var staying = issuer.AskAsync().AsTask();
        await issuer.AskedAsync(1);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        issuer.Gate.SetResult();
        Assert.NotNull((await staying).Claims);
        Assert.Single(issuer.Questions);
    }

    [Fact]
    public async Task Flood_of_tokens_is_asked_about_a_few_at_a_time_and_the_rest_is_told_to_wait()
    {
        await using var issuer = new AskedIssuer(options => options with { AtOnce = 3, Waiting = 10 }) { Gate = new() };
        var asking = Enumerable.Range(0, 40).Select(number => issuer.ProblemAsync("token" + number)).ToArray();
        await issuer.AskedAsync(3);
        issuer.Gate.SetResult();
        var told = await Task.WhenAll(asking);
        Assert.Equal(10, told.Count(problem => problem == "none"));
        Assert.Equal(30, told.Count(problem => problem.StartsWith("server.busy", StringComparison.Ordinal)));
        Assert.InRange(issuer.MostAtOnce, 1, 3);
    }

    [Fact]
    public async Task Active_token_is_asked_about_again_when_its_time_here_or_its_own_is_over()
    {
        await using var issuer = new AskedIssuer();
        await issuer.AskAsync();
        issuer.Clock.Advance(TimeSpan.FromSeconds(59));
        await issuer.AskAsync();
        Assert.Single(issuer.Questions);
        issuer.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(issuer.Clock.GetUtcNow().AddSeconds(60), (await issuer.AskAsync()).Until);
        Assert.Equal(2, issuer.Questions.Count);

        var end = issuer.Clock.GetUtcNow().AddSeconds(20);
        issuer.Answer = _ => StubHandler.Json(AskedIssuer.Active($",\"exp\":{end.ToUnixTimeSeconds()}"));
        Assert.Equal(end.ToUnixTimeSeconds(), (await issuer.AskAsync("ending")).Until.ToUnixTimeSeconds());
        issuer.Clock.Advance(TimeSpan.FromSeconds(20));
        await issuer.AskAsync("ending");
        Assert.Equal(4, issuer.Questions.Count);
    }

    [Fact]
    public async Task Token_that_is_not_active_is_asked_about_again_soon()
    {
        await using var issuer = new AskedIssuer { Answer = _ => StubHandler.Json("""{"active":false}""") };
        await issuer.AskAsync();
        issuer.Clock.Advance(TimeSpan.FromSeconds(4));
        await issuer.AskAsync();
        Assert.Single(issuer.Questions);
        issuer.Clock.Advance(TimeSpan.FromSeconds(1));
        issuer.Answer = _ => StubHandler.Json(AskedIssuer.Active());
        Assert.NotNull((await issuer.AskAsync()).Claims);
    }

    [Fact]
    public async Task Nothing_is_remembered_where_that_is_switched_off()
    {
        await using var issuer = new AskedIssuer(options =>
            options with
            {
                Cache = TimeSpan.Zero,
                NegativeCache = TimeSpan.Zero,
            }
        );
        await issuer.AskAsync();
        await issuer.AskAsync();
        Assert.Equal(2, issuer.Questions.Count);
    }

    public static TheoryData<string> Neighbours =>
        [.. new[] { "opaque", "opaqu", "opaque0", "Opaque", "paque", "opaque\u0001", "opa", "legacyopaque", "o" }];

    [Theory]
    [MemberData(nameof(Neighbours))]
    public async Task Token_is_taken_for_no_other_however_alike(string token)
    {
        await using var issuer = new AskedIssuer
        {
            Answer = asked => StubHandler.Json(asked == "opaque-token" ? AskedIssuer.Active() : """{"active":false}"""),
        };
        Assert.NotNull((await issuer.AskAsync("opaque-token")).Claims);
        Assert.Null((await issuer.AskAsync(token)).Claims);
        foreach (var cut in Enumerable.Range(1, "opaque-token".Length - 1))
        {
            Assert.Null((await issuer.AskAsync("opaque-token"[..cut])).Claims);
            Assert.Null((await issuer.AskAsync("opaque-token"[cut..])).Claims);
        }
    }

    [Fact]
    public async Task Outage_leaves_those_remembered_alone_until_their_time_is_over()
    {
        await using var issuer = new AskedIssuer();
        await issuer.AskAsync();
        issuer.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no");
        Assert.StartsWith("provider.unreachable", await issuer.ProblemAsync("other"), StringComparison.Ordinal);
        issuer.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.NotNull((await issuer.AskAsync()).Claims);
        issuer.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("provider.unreachable", await issuer.ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_that_is_away_is_left_alone_for_a_moment_and_told_of_once()
    {
        await using var issuer = new AskedIssuer
        {
            Answer = _ =>
                new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new(TimeSpan.FromSeconds(7)) } },
        };
        await issuer.ProblemAsync("one");
        Assert.StartsWith("provider.unreachable", await issuer.ProblemAsync("two"), StringComparison.Ordinal);
        Assert.Single(issuer.Questions);
        issuer.Clock.Advance(TimeSpan.FromSeconds(7));
        await issuer.ProblemAsync("two");
        Assert.Equal(2, issuer.Questions.Count);
        issuer.Clock.Advance(TimeSpan.FromSeconds(7));
        issuer.Answer = _ => StubHandler.Json(AskedIssuer.Active());
        Assert.NotNull((await issuer.AskAsync("two")).Claims);
        Assert.Equal(2, issuer.Told.Count);
        Assert.DoesNotContain(issuer.Told, sentence => sentence.Contains("two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_that_makes_the_endpoint_fail_shuts_out_no_other()
    {
        await using var issuer = new AskedIssuer
        {
            Answer = token =>
                token == "poison" ? new(HttpStatusCode.InternalServerError) : StubHandler.Json(AskedIssuer.Active()),
        };
        Assert.StartsWith("provider.unreachable", await issuer.ProblemAsync("poison"), StringComparison.Ordinal);
        Assert.NotNull((await issuer.AskAsync("good")).Claims);
    }

    [Fact]
    public async Task Last_good_answer_counts_through_an_outage_where_that_is_wanted_and_never_past_a_no()
    {
        await using var issuer = new AskedIssuer(options => options with { LastGood = TimeSpan.FromMinutes(10) });
        await issuer.AskAsync();
        issuer.Clock.Advance(TimeSpan.FromMinutes(9));
        issuer.Answer = _ => new(HttpStatusCode.BadGateway);
        var said = await issuer.AskAsync();
        Assert.True(said.IsLastGood);
        Assert.NotNull(said.Claims);

        issuer.Clock.Advance(TimeSpan.FromSeconds(5));
        issuer.Answer = _ => StubHandler.Json("""{"active":false}""");
        Assert.Null((await issuer.AskAsync()).Claims);
        issuer.Clock.Advance(TimeSpan.FromSeconds(5));
        issuer.Answer = _ => new(HttpStatusCode.BadGateway);
        Assert.StartsWith("provider.unreachable", await issuer.ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Last_good_answer_ends_with_its_time_and_with_the_tokens()
    {
        await using var issuer = new AskedIssuer(options => options with { LastGood = TimeSpan.FromMinutes(10) });
        var end = issuer.Clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds();
        await issuer.AskAsync("endless");
        issuer.Answer = _ => StubHandler.Json(AskedIssuer.Active($",\"exp\":{end}"));
        await issuer.AskAsync("ending");
        issuer.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no");
        issuer.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.StartsWith("provider.unreachable", await issuer.ProblemAsync("ending"), StringComparison.Ordinal);
        Assert.True((await issuer.AskAsync("endless")).IsLastGood);
        issuer.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.StartsWith("provider.unreachable", await issuer.ProblemAsync("endless"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_remembered_is_bounded_and_tokens_that_are_not_active_drive_out_none_that_are()
    {
        await using var issuer = new AskedIssuer(options =>
            options with
            {
                Capacity = 100,
                NegativeCache = TimeSpan.FromSeconds(60),
            }
        )
        {
            Answer = token =>
                StubHandler.Json(
                    token.StartsWith("good", StringComparison.Ordinal) ? AskedIssuer.Active() : """{"active":false}"""
                ),
        };
        await issuer.AskAsync("good");
        foreach (var number in Enumerable.Range(0, 1000))
        {
            await issuer.AskAsync("bad" + number);
        }

        Assert.InRange(issuer.Provider.Remembered, 1, 200);
        var before = issuer.Questions.Count;
        await issuer.AskAsync("good");
        Assert.Equal(before, issuer.Questions.Count);
        foreach (var number in Enumerable.Range(0, 1000))
        {
            await issuer.AskAsync("good" + number);
        }

        Assert.InRange(issuer.Provider.Remembered, 1, 200);
    }

    [Fact]
    public async Task Connection_that_the_endpoint_has_closed_meanwhile_costs_a_second_question_and_no_refusal()
    {
        await using var issuer = new AskedIssuer();
        issuer.Answer = _ =>
            issuer.Questions.Count == 1
                ? throw new HttpRequestException("broken", new IOException("broken"))
                : StubHandler.Json(AskedIssuer.Active());
        Assert.NotNull((await issuer.AskAsync()).Claims);
        Assert.Equal(2, issuer.Questions.Count);
    }

    [Fact]
    public async Task Provider_ends_while_it_is_asked()
    {
        await using var issuer = new AskedIssuer { Gate = new() };
        var asking = issuer.AskAsync().AsTask();
        await issuer.AskedAsync(1);
        await issuer.Provider.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Wrong_address_is_a_problem_of_the_configuration_and_nobody_is_asked()
    {
        await using var issuer = new AskedIssuer(options =>
            options with
            {
                Endpoint = "http://old.example/introspect",
            }
        );
        Assert.StartsWith("provider.misconfigured: The address", await issuer.ProblemAsync(), StringComparison.Ordinal);
        Assert.Empty(issuer.Questions);
    }
}
