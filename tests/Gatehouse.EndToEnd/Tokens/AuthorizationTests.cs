using System.Text;
using static Gatehouse.EndToEnd.Tokens.TokenGateway;

namespace Gatehouse.EndToEnd.Tokens;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_first_and_comes_back()
    {
        await using var gateway = await StartAsync();
        using var answer = await gateway.AuthorizeAsync(Request(Pkce().Challenge), signedIn: false);
        Assert.Equal(303, (int)answer.StatusCode);
        var address = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/_gatehouse/sign-in?return=%2F_gatehouse%2Fauthorize", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_who_asks_for_what_and_where_the_answer_goes()
    {
        await using var gateway = await StartAsync();
        using var answer = await gateway.AuthorizeAsync(Request(Pkce().Challenge));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Orders for phones asks to act for alice at Example.", page, StringComparison.Ordinal);
        Assert.Contains("<li>orders:read</li>", page, StringComparison.Ordinal);
        Assert.Contains("com.example.phone", page, StringComparison.Ordinal);
        Assert.Contains(
            "form-action 'self' com.example.phone:;",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task The_answer_carries_state_and_issuer_whether_yes_or_no()
    {
        await using var gateway = await StartAsync();
        using var shown = await gateway.AuthorizeAsync(Request(Pkce().Challenge));
        var page = await shown.Content.ReadAsStringAsync();
        using var no = await gateway.DecideAsync(page, "refuse");
        Assert.StartsWith(Redirect + "?", no.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("access_denied", Parameter(no.Headers.Location, "error"));
        Assert.Equal("a state & more", Parameter(no.Headers.Location, "state"));
        Assert.Equal(Site, Parameter(no.Headers.Location, "iss"));
        using var yes = await gateway.DecideAsync(page, "allow");
        Assert.Equal("a state & more", Parameter(yes.Headers.Location!, "state"));
        Assert.Equal(Site, Parameter(yes.Headers.Location!, "iss"));
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "")]
    [InlineData("redirect_uri", "com.example.phone:/cb/")]
    [InlineData("redirect_uri", "com.example.phone:/CB")]
    [InlineData("redirect_uri", "com.example.phone:/cb?x=1")]
    [InlineData("redirect_uri", "com.example.phone:/cb#")]
    [InlineData("redirect_uri", "https://evil.example/cb")]
    [InlineData("redirect_uri", "http://127.0.0.1:8080/cb/../cb")]
    [InlineData("redirect_uri", "http://127.0.0.1:8080@evil.example/cb")]
    [InlineData("redirect_uri", "http://127.0.0.1:99999/cb")]
    [InlineData("redirect_uri", "http://127.0.0.1:/cb")]
    [InlineData("redirect_uri", "http://127.0.0.1.evil.example/cb")]
    [InlineData("redirect_uri", "http://localhost.evil.example:8080/cb")]
    [InlineData("redirect_uri", "http://a@b@127.0.0.1:8080/cb")]
    [InlineData("redirect_uri", "")]
    public async Task Nobody_is_sent_to_an_address_that_is_not_the_programs(string parameter, string value)
    {
        await using var gateway = await StartAsync();
        var request = Request(Pkce().Challenge);
        request[parameter] = value;
        using var answer = await gateway.AuthorizeAsync(request);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("Gatehouse-Reference", answer.Headers.Select(field => field.Key));
    }

    [Theory]
    [InlineData("redirect_uri", "http://127.0.0.1:51234/cb")]
    [InlineData("redirect_uri", "http://127.0.0.1/cb")]
    public async Task A_program_on_the_same_machine_listens_where_there_is_room(string parameter, string value)
    {
        await using var gateway = await StartAsync();
        var request = Request(Pkce().Challenge);
        request[parameter] = value;
        using var answer = await gateway.AuthorizeAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
        using var given = await gateway.DecideAsync(await answer.Content.ReadAsStringAsync(), "allow");
        Assert.StartsWith(value + "?code=", (await GoesToAsync(given)).OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", "", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "", "invalid_request")]
    [InlineData("scope", "admin", "invalid_scope")]
    [InlineData("resource", "https://elsewhere.example", "invalid_target")]
    [InlineData("resource", "https://www.example/nothing", "invalid_target")]
    public async Task What_is_wrong_otherwise_is_told_to_the_program(string parameter, string value, string error)
    {
        await using var gateway = await StartAsync();
        var request = Request(Pkce().Challenge);
        request[parameter] = value;
        using var answer = await gateway.AuthorizeAsync(request);
        var address = await GoesToAsync(answer);
        Assert.Equal(error, Parameter(address, "error"));
        Assert.NotEmpty(Parameter(address, "error_description"));
        Assert.Equal("a state & more", Parameter(address, "state"));
    }

    [Fact]
    public async Task A_parameter_that_is_there_twice_is_answered_nowhere()
    {
        await using var gateway = await StartAsync();
        using var answer = await gateway.SendAsync(
            HttpMethod.Get,
            $"/_gatehouse/authorize?client_id=phone&redirect_uri={Redirect}&redirect_uri=https://evil.example&response_type=code",
            body: null,
            ("Cookie", "gatehouse=" + gateway.Session)
        );
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_page_is_good_for_the_sign_in_it_was_shown_to_and_for_ten_minutes()
    {
        await using var gateway = await StartAsync();
        using var shown = await gateway.AuthorizeAsync(Request(Pkce().Challenge));
        var page = await shown.Content.ReadAsStringAsync();
        await gateway.SignInAsync("robot");
        using var other = await gateway.DecideAsync(page, "allow");
        Assert.Equal(400, (int)other.StatusCode);
        using var again = await gateway.AuthorizeAsync(Request(Pkce().Challenge));
        var late = await again.Content.ReadAsStringAsync();
        gateway.Time.Advance(TimeSpan.FromMinutes(10));
        using var tooLate = await gateway.DecideAsync(late, "allow");
        Assert.Equal(400, (int)tooLate.StatusCode);
    }

    [Fact]
    public async Task A_foreign_page_cannot_answer_for_the_person()
    {
        await using var gateway = await StartAsync();
        using var shown = await gateway.AuthorizeAsync(Request(Pkce().Challenge));
        var request = Harness.SignInSite.HiddenField(await shown.Content.ReadAsStringAsync(), "request");
        foreach (
            var field in ((string, string)[])
                [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), ("X-Nothing", "1")]
        )
        {
            using var answer = await gateway.SendAsync(
                HttpMethod.Post,
                "/_gatehouse/authorize",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["request"] = request,
                    ["decision"] = "allow",
                },
                field,
                ("Cookie", "gatehouse=" + gateway.Session)
            );
            Assert.Equal(403, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_request_that_wants_a_fresh_sign_in_gets_one()
    {
        await using var gateway = await StartAsync();
        gateway.Time.Advance(TimeSpan.FromMinutes(6));
        var request = Request(Pkce().Challenge);
        request["max_age"] = "300";
        using var answer = await gateway.AuthorizeAsync(request);
        Assert.Equal(303, (int)answer.StatusCode);
        Assert.Contains("cause=token.too-old", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await gateway.SignInAsync("alice");
        using var fresh = await gateway.AuthorizeAsync(request);
        Assert.Equal(200, (int)fresh.StatusCode);
    }

    [Fact]
    public async Task A_page_that_was_held_back_gives_nothing_once_the_session_has_ended()
    {
        await using var gateway = await StartAsync();
        using var shown = await gateway.AuthorizeAsync(Request(Pkce().Challenge));
        var page = await shown.Content.ReadAsStringAsync();
        var person = await gateway.Store.FindUserAsync("alice", CancellationToken.None);
        var late = new Decisions.Tokens.NewGrant(
            Decisions.Tokens.GrantText.CreateId(),
            person!.Id,
            gateway.SessionId,
            "phone",
            [],
            gateway.Time.GetUtcNow().AddDays(1),
            new byte[32],
            gateway.Time.GetUtcNow().AddMinutes(1),
            Redirect,
            "challenge",
            gateway.Time.GetUtcNow()
        );
        await gateway.Store.EndSessionsAsync(
            person.Id,
            butId: null,
            Decisions.Sessions.SessionEnd.PasswordChanged,
            CancellationToken.None
        );
        Assert.False(await gateway.Store.AddGrantAsync(late, CancellationToken.None));
        using var answer = await gateway.DecideAsync(page, "allow");
        Assert.NotEqual(200, (int)answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_request_for_a_sign_in_at_this_very_moment_does_not_lead_in_circles()
    {
        await using var gateway = await StartAsync();
        gateway.Time.Advance(TimeSpan.FromSeconds(20));
        var request = Request(Pkce().Challenge);
        request["max_age"] = "0";
        using var fresh = await gateway.AuthorizeAsync(request);
        Assert.Equal(200, (int)fresh.StatusCode);
        gateway.Time.Advance(TimeSpan.FromSeconds(11));
        using var old = await gateway.AuthorizeAsync(request);
        Assert.Contains("cause=token.too-old", old.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once_and_a_second_use_ends_what_came_of_the_first()
    {
        await using var gateway = await StartAsync();
        var (code, verifier) = await gateway.CodeAsync();
        using var first = await gateway.TokenAsync(Exchange(code, verifier));
        var pair = await Pair.ReadAsync(first);
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access));
        using var second = await gateway.TokenAsync(Exchange(code, verifier));
        Assert.Equal("invalid_grant", (await RefusedToken.ReadAsync(second)).Error);
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", pair.Access));
    }

    [Fact]
    public async Task Of_many_exchanges_of_one_code_at_once_at_most_one_gets_tokens()
    {
        await using var gateway = await StartAsync();
        var (code, verifier) = await gateway.CodeAsync();
        var statuses = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async _ =>
                {
                    using var answer = await gateway.TokenAsync(Exchange(code, verifier));
                    return (int)answer.StatusCode;
                })
        );
        Assert.Equal(1, statuses.Count(status => status == 200));
        Assert.Equal(19, statuses.Count(status => status == 400));
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-that-is-long-enough-to-be-one-at-all")]
    [InlineData("code_verifier", "short")]
    [InlineData("code_verifier", "")]
    [InlineData("redirect_uri", "http://127.0.0.1:1/cb")]
    [InlineData("client_id", "other")]
    [InlineData("resource", "https://www.example/mcp")]
    [InlineData("code", "ghc_short")]
    public async Task A_code_is_bound_to_program_address_and_verifier(string parameter, string value)
    {
        await using var gateway = await StartAsync();
        var (code, verifier) = await gateway.CodeAsync();
        var form = Exchange(code, verifier);
        form[parameter] = value;
        using var answer = await gateway.TokenAsync(form);
        Assert.Equal(400, (await RefusedToken.ReadAsync(answer)).Status);
    }

    [Fact]
    public async Task A_code_ends_after_a_minute_and_a_wrong_verifier_does_not_use_it_up()
    {
        await using var gateway = await StartAsync();
        var (code, verifier) = await gateway.CodeAsync();
        using var wrong = await gateway.TokenAsync(Exchange(code, Pkce().Verifier));
        Assert.Equal("grant.invalid", (await RefusedToken.ReadAsync(wrong)).Cause);
        gateway.Time.Advance(TimeSpan.FromSeconds(59));
        using var good = await gateway.TokenAsync(Exchange(code, verifier));
        Assert.True(good.IsSuccessStatusCode);
        var (late, lateVerifier) = await gateway.CodeAsync();
        gateway.Time.Advance(TimeSpan.FromMinutes(1));
        using var expired = await gateway.TokenAsync(Exchange(late, lateVerifier));
        Assert.Contains("too old", (await RefusedToken.ReadAsync(expired)).Description, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, int> BadRequests =>
        new()
        {
            { "", "", "invalid_request", 400 },
            { "grant_type=password&username=alice&password=x&client_id=phone", "", "unsupported_grant_type", 400 },
            { "grant_type=refresh_token&client_id=phone", "", "invalid_request", 400 },
            { "grant_type=refresh_token&grant_type=refresh_token&client_id=phone", "", "invalid_request", 400 },
            { "grant_type=authorization_code&client_id=phone", "", "invalid_request", 400 },
            { "grant_type=client_credentials&client_id=phone", "", "unauthorized_client", 400 },
            { "grant_type=authorization_code&client_id=signer&code=x", "", "invalid_client", 401 },
            { "grant_type=client_credentials&client_id=nobody&client_secret=x", "", "invalid_client", 401 },
            { "grant_type=client_credentials&client_id=reports&client_secret=wrong", "", "invalid_client", 401 },
            { "grant_type=client_credentials&client_id=reports", "", "invalid_client", 401 },
            { "grant_type=client_credentials&client_id=locked&client_secret=x", "", "temporarily_unavailable", 503 },
            { "grant_type=client_credentials", "Basic !!!", "invalid_client", 401 },
            { "grant_type=client_credentials", "Bearer x", "invalid_client", 401 },
            { "grant_type=client_credentials&client_id=other", "Basic cmVwb3J0czp4", "invalid_request", 400 },
            { "grant_type=client_credentials&client_secret=x", "Basic cmVwb3J0czp4", "invalid_request", 400 },
        };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_bad_request_for_tokens_gets_the_error_of_its_kind(
        string form,
        string authorization,
        string error,
        int status
    )
    {
        await using var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, "/_gatehouse/token"))
        {
            Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"),
        };
        if (authorization.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var answer = await gateway.Http.SendAsync(request);
        var refused = await RefusedToken.ReadAsync(answer);
        Assert.Equal((error, status), (refused.Error, refused.Status));
    }
}
