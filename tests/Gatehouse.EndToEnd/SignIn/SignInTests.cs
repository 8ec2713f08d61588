using System.Net;
using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.SignIn;

public sealed class SignInTests(SignInSite site) : IClassFixture<SignInSite>
{
    private const string SignIn = "/_gatehouse/sign-in";

    [Fact]
    public async Task Person_on_the_way_to_a_page_signs_in_and_arrives_there()
    {
        using var client = site.NewClient();
        using var sent = await client.GoAsync("/orders?page=2");
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var location = sent.Headers.Location!.ToString();
        Assert.StartsWith(SignIn + "?return=%2Forders%3Fpage%3D2&cause=credentials.missing&reference=GH-", location);
        Assert.True(sent.Headers.CacheControl!.NoStore);

        using var done = await client.SignInAsync("Alice ", returnTo: "/orders?page=2");
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal("/orders?page=2", done.Headers.Location!.ToString());
        var cookie = done
            .Headers.GetValues("Set-Cookie")
            .Single(line => line.StartsWith("gatehouse=", StringComparison.Ordinal));
        Assert.EndsWith("; Path=/; HttpOnly; SameSite=Lax", cookie);

        using var page = await client.GoAsync("/orders?page=2");
        var echo = await UpstreamSite.Echo.ReadAsync(page);
        Assert.Equal(["alice"], echo.Values("X-Forwarded-User"));
        Assert.DoesNotContain(echo.Values("Cookie"), line => line.Contains("gatehouse", StringComparison.Ordinal));
        Assert.Equal("no-cache, private", page.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("alice", "wrong", "password.wrong", "The credentials were not accepted")]
    [InlineData("nobody", SignInSite.Password, "user.unknown", "The credentials were not accepted")]
    [InlineData("off", "wrong", "password.wrong", "The credentials were not accepted")]
    [InlineData("shut", "wrong", "password.wrong", "The credentials were not accepted")]
    [InlineData("off", SignInSite.Password, "user.disabled", "The account is disabled")]
    [InlineData("shut", SignInSite.Password, "user.locked", "The account is locked")]
    [InlineData("", "", "user.unknown", "The credentials were not accepted")]
    public async Task Refused_sign_in_says_what_is_safe_and_has_a_challenge(
        string name,
        string password,
        string cause,
        string told
    )
    {
        using var client = site.NewClient();
        using var answer = await client.SignInAsync(name, password, "/orders");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            "Session realm=\"Example\", sign-in=\"/_gatehouse/sign-in\"",
            answer.Headers.WwwAuthenticate.ToString()
        );
        var reference = answer.Headers.GetValues("Gatehouse-Reference").Single();
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(reference, page);
        Assert.Contains($"<strong>{told}</strong>", page);
        Assert.Equal("/orders", SignInSite.HiddenField(page, "return"));
        Assert.Null(client.Session);
        var explained = (await site.Gateway.CommandAsync("explain", reference, "--json")).Output;
        using var json = JsonDocument.Parse(explained);
        Assert.Equal(cause, json.RootElement.GetProperty("cause").GetString());
        Assert.DoesNotContain(SignInSite.Password, explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_of_strangers_are_alike_to_the_letter()
    {
        async Task<string> PageAsync(string name)
        {
            using var client = site.NewClient();
            using var answer = await client.SignInAsync(name, "wrong");
            var page = await answer.Content.ReadAsStringAsync();
            return page.Replace(
                    answer.Headers.GetValues("Gatehouse-Reference").Single(),
                    "GH",
                    StringComparison.Ordinal
                )
                .Replace(SignInSite.HiddenField(page, "csrf_token"), "T", StringComparison.Ordinal)
                .Replace($"value=\"{name}\"", "value=\"N\"", StringComparison.Ordinal);
        }

        var known = await PageAsync("alice");
        Assert.Equal(known, await PageAsync("nobody"));
        Assert.Equal(known, await PageAsync("off"));
        Assert.Equal(known, await PageAsync("shut"));
        Assert.Equal(known, await PageAsync("late"));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("https://a@b@evil.example/")]
    [InlineData("https:evil.example")]
    [InlineData("/a/..//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    public async Task Nobody_is_sent_to_another_site(string target)
    {
        using var client = site.NewClient();
        using var shown = await client.GoAsync($"{SignIn}?return={Uri.EscapeDataString(target)}");
        Assert.Equal("/", SignInSite.HiddenField(await shown.Content.ReadAsStringAsync(), "return"));
        using var done = await client.SignInAsync("alice", returnTo: target);
        Assert.Equal("/", done.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Return_that_is_given_twice_is_read_by_nobody()
    {
        using var client = site.NewClient();
        using var shown = await client.GoAsync($"{SignIn}?return=/a&return=/b");
        Assert.Equal("/", SignInSite.HiddenField(await shown.Content.ReadAsStringAsync(), "return"));
    }

    [Fact]
    public async Task Completed_sign_in_ends_the_old_session_and_begins_a_new_one()
    {
        using var client = site.NewClient();
        await client.SignInAsync("alice");
        var first = client.Session!;
        using (var shown = await client.GoAsync(SignIn))
        {
            Assert.Contains("You are signed in as alice.", await shown.Content.ReadAsStringAsync());
            Assert.False(shown.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/x")).StatusCode);
        await client.SignInAsync("bob");
        Assert.NotEqual(first, client.Session);
        Assert.Equal("session.revoked", await CauseOfAsync(first));
        Assert.Equal(
            "bob",
            (await UpstreamSite.Echo.ReadAsync(await client.GoAsync("/x"))).Values("X-Forwarded-User").Single()
        );
    }

    [Fact]
    public async Task Whoever_is_asked_for_a_fresher_sign_in_is_not_sent_round_in_a_circle()
    {
        using var client = site.NewClient();
        await client.SignInAsync("alice");
        using var shown = await client.GoAsync($"{SignIn}?return=/fresh/x&cause=token.too-old");
        var page = await shown.Content.ReadAsStringAsync();
        Assert.Contains("A more recent sign-in is needed", page);
        Assert.Contains("value=\"alice\"", page);
        Assert.DoesNotContain("Continue", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_can_both_finish()
    {
        using var client = site.NewClient();
        async Task<Dictionary<string, string>> TabAsync(string path)
        {
            var page = await (await client.GoAsync($"{SignIn}?return={path}")).Content.ReadAsStringAsync();
            return new(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                ["return"] = SignInSite.HiddenField(page, "return"),
                ["name"] = "alice",
                ["password"] = SignInSite.Password,
            };
        }

        var first = await TabAsync("/one");
        var second = await TabAsync("/two");
        Assert.Equal("/two", (await client.PostAsync(SignIn, second)).Headers.Location!.ToString());
        Assert.Equal("/one", (await client.PostAsync(SignIn, first)).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/one")).StatusCode);
    }

    [Fact]
    public async Task Dead_cookie_is_deleted_by_the_sign_in_page_alone()
    {
        foreach (
            var cookie in (string[])["x", "ghs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", await EndedAsync()]
        )
        {
            using var plain = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            async Task<HttpResponseMessage> SendAsync(string path, string mode)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Gateway.Address, path));
                request.Headers.TryAddWithoutValidation("Cookie", "gatehouse=" + cookie);
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", mode);
                return await plain.SendAsync(request);
            }

            foreach (
                var (path, mode) in ((string, string)[])
                    [
                        ("/x", "navigate"),
                        ("/x", "cors"),
                        ("/_gatehouse/session", "cors"),
                        ("/_gatehouse/account", "navigate"),
                    ]
            )
            {
                using var answer = await SendAsync(path, mode);
                Assert.Equal(mode == "cors" ? 401 : 303, (int)answer.StatusCode);
                Assert.False(answer.Headers.Contains("Set-Cookie"));
            }

            using var page = await SendAsync(SignIn, "navigate");
            Assert.Contains(
                page.Headers.GetValues("Set-Cookie"),
                line =>
                    line.StartsWith("gatehouse=; ", StringComparison.Ordinal)
                    && line.EndsWith("Max-Age=0", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_clears_what_the_browser_kept()
    {
        using var client = site.NewClient();
        await client.SignInAsync("alice");
        var cookie = client.Session!;
        Assert.Equal(
            "/_gatehouse/account",
            (await client.GoAsync("/_gatehouse/sign-out")).Headers.Location!.ToString()
        );
        using var done = await client.PostAsync("/_gatehouse/sign-out", [], ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal("/_gatehouse/sign-in?signed-out", done.Headers.Location!.ToString());
        Assert.Equal("\"cache\"", done.Headers.GetValues("Clear-Site-Data").Single());
        Assert.Null(client.Session);
        Assert.Equal("session.revoked", await CauseOfAsync(cookie));
        Assert.Contains(
            "You are signed out.",
            await (await client.GoAsync("/_gatehouse/sign-in?signed-out")).Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Evidence_of_an_ended_session_says_whose_act_it_was()
    {
        using var client = site.NewClient();
        var id = await SignInAsync(client, "alice");
        (await site.Gateway.CommandAsync("session", "end", id)).Good();
        using var answer = await client.GetAsync("/x", ("Sec-Fetch-Mode", "cors"));
        var reference = answer.Headers.GetValues("Gatehouse-Reference").Single();
        var explained = (await site.Gateway.CommandAsync("explain", reference)).Output;
        Assert.Contains("session.revoked", explained);
        Assert.Contains("ended-by-operator", explained);
        Assert.Contains("last-used", explained);
        Assert.Contains("began", explained);
        Assert.Contains(id, explained);
    }

    [Fact]
    public async Task Form_of_a_foreign_page_signs_nobody_in()
    {
        using var client = site.NewClient();
        var page = await (await client.GoAsync(SignIn)).Content.ReadAsStringAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
            ["name"] = "alice",
            ["password"] = SignInSite.Password,
        };
        await RefusedAsync(client, form, 403, "csrf.cross-site", ("Sec-Fetch-Site", "cross-site"));
        await RefusedAsync(client, form, 403, "csrf.cross-site", ("Sec-Fetch-Site", "same-site"));
        await RefusedAsync(
            client,
            new(form, StringComparer.Ordinal) { ["csrf_token"] = "" },
            403,
            "csrf.token-missing"
        );
        await RefusedAsync(
            client,
            new(form, StringComparer.Ordinal) { ["csrf_token"] = "x" },
            403,
            "csrf.token-invalid"
        );
        using var other = site.NewClient();
        await RefusedAsync(other, form, 401, "cookie.blocked");
        await other.GoAsync(SignIn);
        await RefusedAsync(other, form, 403, "csrf.token-invalid");
        Assert.Null(client.Session);
    }

    [Fact]
    public async Task Browser_that_keeps_no_cookies_is_told_so()
    {
        using var client = site.NewClient();
        var page = await (await client.GoAsync(SignIn)).Content.ReadAsStringAsync();
        using var without = site.NewClient();
        using var answer = await without.PostAsync(
            SignIn,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                ["name"] = "alice",
                ["password"] = SignInSite.Password,
            }
        );
        Assert.Contains("The browser blocks the cookie", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Password_that_must_be_changed_is_changed_on_the_way_in()
    {
        using var client = site.NewClient();
        using var asked = await client.SignInAsync("late", returnTo: "/orders");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Contains("autocomplete=\"new-password\"", page);
        Dictionary<string, string> Form(string password) =>
            new(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                ["ticket"] = SignInSite.HiddenField(page, "ticket"),
                ["return"] = SignInSite.HiddenField(page, "return"),
                ["new-password"] = password,
            };
        foreach (var bad in (string[])["short", "my name is LATE.", SignInSite.Password])
        {
            using var again = await client.PostAsync("/_gatehouse/new-password", Form(bad));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
            Assert.Contains("This password cannot be used", await again.Content.ReadAsStringAsync());
        }

        using var done = await client.PostAsync("/_gatehouse/new-password", Form("a better one, surely"));
        Assert.Equal("/orders", done.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/orders")).StatusCode);

        // The ticket was good once.
        using var replayed = await client.PostAsync("/_gatehouse/new-password", Form("yet another one, why not"));
        Assert.Equal(HttpStatusCode.Gone, replayed.StatusCode);
        using var changed = Form("x")["ticket"] is var ticket
            ? await client.PostAsync(
                "/_gatehouse/new-password",
                new Dictionary<string, string>(Form("yet another one, why not"), StringComparer.Ordinal)
                {
                    ["ticket"] = ticket[..^1] + (ticket[^1] == 'A' ? 'B' : 'A'),
                }
            )
            : null;
        Assert.Equal(HttpStatusCode.Gone, changed!.StatusCode);
    }

    [Fact]
    public async Task Forgotten_password_is_reset_by_a_link_that_works_once_and_ends_all_sessions()
    {
        await site.AddUserAsync("forgetful");
        using var other = site.NewClient();
        await other.SignInAsync("forgetful");
        using var client = site.NewClient();
        Assert.Contains("Forgot your password?", await (await client.GoAsync(SignIn)).Content.ReadAsStringAsync());
        async Task<string> AskAsync(string name)
        {
            var page = await (await client.GoAsync("/_gatehouse/reset")).Content.ReadAsStringAsync();
            using var sent = await client.PostAsync(
                "/_gatehouse/reset",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                    ["name"] = name,
                }
            );
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            return await sent.Content.ReadAsStringAsync();
        }

        Assert.Equal(await AskAsync("nobody-at-all"), await AskAsync("Forgetful"));
        var letter = await site.LetterToAsync("forgetful");
        Assert.Contains("forgetful@example.com", letter);
        if (!OperatingSystem.IsWindows())
        {
            var mail = Path.Combine(site.Gateway.Folder, "mail");
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(mail));
            foreach (var file in Directory.GetFiles(mail))
            {
                Assert.Equal(owner, File.GetUnixFileMode(file));
            }
        }

        var start = letter.IndexOf("/_gatehouse/new-password?link=", StringComparison.Ordinal);
        var link = letter[start..].Split('\n', '\r', ' ')[0];

        Assert.Matches("^/_gatehouse/new-password\\?link=ghr_[A-Za-z0-9_-]{49}$", link);
        using var opened = await client.GoAsync(link);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        var form = await opened.Content.ReadAsStringAsync();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["csrf_token"] = SignInSite.HiddenField(form, "csrf_token"),
            ["ticket"] = SignInSite.HiddenField(form, "ticket"),
            ["return"] = "/",
            ["new-password"] = "something I will keep",
        };
        using var done = await client.PostAsync("/_gatehouse/new-password", fields);
        Assert.Equal("/", done.Headers.Location!.ToString());
        Assert.Equal("session.revoked", await CauseOfAsync(other.Session!));
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/x")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await client.GoAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await client.PostAsync("/_gatehouse/new-password", fields)).StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencodedness")]
    [InlineData("application/x-www-form-urlencoded, text/plain")]
    [InlineData("application/x-www-form-urlencoded x")]
    [InlineData("multipart/form-data")]
    [InlineData("application/json")]
    [InlineData("")]
    public async Task Body_that_is_no_form_is_refused_and_not_stumbled_over(string type)
    {
        using var client = site.NewClient();
        var page = await (await client.GoAsync(SignIn)).Content.ReadAsStringAsync();
        foreach (var target in (string[])["sign-in", "reset", "new-password"])
        {
            using var answer = await client.SendFormAsync("/_gatehouse/" + target, FormOf(page), type);
            Assert.Equal(403, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("; charset=utf-7")]
    [InlineData("; charset=utf-16")]
    [InlineData(";charset=nonsense")]
    [InlineData("; ;;;")]
    public async Task Forms_are_read_as_utf_8_whatever_their_media_type_adds(string parameters)
    {
        using var client = site.NewClient();
        var page = await (await client.GoAsync(SignIn)).Content.ReadAsStringAsync();
        using var answer = await client.SendFormAsync(
            SignIn,
            FormOf(page),
            "application/x-www-form-urlencoded" + parameters
        );
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Theory]
    [InlineData("name", "%00alice", 403)]
    [InlineData("name", "%FF%FE", 401)]
    [InlineData("name", "%ED%A0%80", 401)]
    [InlineData("name", "%", 401)]
    [InlineData("password", "%00", 403)]
    public async Task Octets_that_are_no_text_are_refused_and_not_stumbled_over(string field, string value, int status)
    {
        using var client = site.NewClient();
        var page = await (await client.GoAsync(SignIn)).Content.ReadAsStringAsync();
        using var answer = await client.SendFormAsync(
            SignIn,
            $"{field}={value}&{FormOf(page, except: field)}",
            "application/x-www-form-urlencoded"
        );
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Reference_of_a_hidden_route_reads_like_that_of_a_missing_path()
    {
        using var client = site.NewClient();
        using var hidden = await client.GetAsync("/secret/x");
        using var other = await client.GetAsync("/no-secret/x");
        Assert.Equal(await CauseByReferenceAsync(client, other), await CauseByReferenceAsync(client, hidden));
        Assert.Equal("credentials.missing", await CauseByReferenceAsync(client, hidden));
        var told = await site.Gateway.CommandAsync("explain", ReferenceOf(hidden));
        Assert.Contains("access.hidden", told.Good());
    }

    [Fact]
    public async Task Imagined_request_is_no_use_of_a_session()
    {
        await site.AddUserAsync("imagined");
        using var client = site.NewClient();
        await client.SignInAsync("imagined");
        async Task<string> ListedAsync() =>
            (await site.Gateway.CommandAsync("session", "list", "imagined", "--json")).Good();
        var before = await ListedAsync();
        Assert.Contains("imagined", before);
        (
            await site.Gateway.CommandAsync("try", "GET", "/orders", "--header", $"Cookie: gatehouse={client.Session}")
        ).Good();
        Assert.Equal(before, await ListedAsync());
        Assert.Equal(2, (await site.Gateway.CommandAsync("session", "list", "nobody-at-all")).ExitCode);
    }

    [Fact]
    public async Task Page_of_a_reset_link_lets_no_request_carry_its_address()
    {
        using var client = site.NewClient();
        using var answer = await client.GoAsync("/_gatehouse/new-password?link=ghr_x");
        Assert.Equal("strict-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Session_tells_who_and_how_long_and_asking_does_not_keep_it()
    {
        using var client = site.NewClient();
        Assert.Equal(401, (int)(await client.GetAsync("/_gatehouse/session")).StatusCode);
        await client.SignInAsync("alice");
        using var answer = await client.GetAsync("/_gatehouse/session");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("alice", json.RootElement.GetProperty("user").GetString());
        Assert.Equal("clerk", json.RootElement.GetProperty("roles")[0].GetString());
        var form = json.RootElement.GetProperty("csrf-token").GetString()!;
        Assert.Equal(403, (int)(await client.PostAsync("/orders", [])).StatusCode);
        Assert.Equal(200, (int)(await client.PostAsync("/orders", [], ("X-CSRF-Token", form))).StatusCode);
        Assert.InRange(json.RootElement.GetProperty("idle-ends-in").GetInt64(), 1700, 1800);
        Assert.InRange(json.RootElement.GetProperty("absolute-ends-in").GetInt64(), 43_000, 43_200);
        Assert.Equal(
            403,
            (int)(await client.PostAsync("/_gatehouse/session", [], ("Sec-Fetch-Site", "cross-site"))).StatusCode
        );
        Assert.Equal(
            200,
            (int)(await client.PostAsync("/_gatehouse/session", [], ("Sec-Fetch-Site", "same-origin"))).StatusCode
        );
        using var script = await client.GetAsync("/_gatehouse/session.js", ("Accept-Language", "ru"));
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.True((await script.Content.ReadAsByteArrayAsync()).Length < 3072);
    }

    [Fact]
    public async Task Account_page_ends_one_session_and_all_others()
    {
        await site.AddUserAsync("many");
        var clients = Enumerable.Range(0, 4).Select(_ => site.NewClient()).ToArray();
        var ids = new List<string>();
        foreach (var client in clients)
        {
            ids.Add(await SignInAsync(client, "many"));
        }

        async Task<string> DoAsync(params (string Name, string Value)[] fields)
        {
            var page = await (await clients[0].GoAsync("/_gatehouse/account")).Content.ReadAsStringAsync();
            using var done = await clients[0]
                .PostAsync(
                    "/_gatehouse/account",
                    fields
                        .Append(("csrf_token", SignInSite.HiddenField(page, "csrf_token")))
                        .Select(field => KeyValuePair.Create(field.Item1, field.Item2))
                );
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            return await done.Content.ReadAsStringAsync();
        }

        using var bob = site.NewClient();
        await DoAsync(("action", "end"), ("session", await SignInAsync(bob, "bob")));
        Assert.Equal(HttpStatusCode.OK, (await bob.GoAsync("/x")).StatusCode);
        Assert.Contains("The session was ended.", await DoAsync(("action", "end"), ("session", ids[1])));
        Assert.Equal("session.revoked", await CauseOfAsync(clients[1].Session!));
        Assert.Contains("All other sessions were ended.", await DoAsync(("action", "end-others")));
        Assert.Equal("session.revoked", await CauseOfAsync(clients[2].Session!));
        Assert.Equal("session.revoked", await CauseOfAsync(clients[3].Session!));
        Assert.Equal(HttpStatusCode.OK, (await clients[0].GoAsync("/x")).StatusCode);

        await clients[1].SignInAsync("many");
        Assert.Contains(
            "The new password is in use.",
            await DoAsync(
                ("action", "password"),
                ("password", SignInSite.Password),
                ("new-password", "another battery, staple")
            )
        );
        Assert.Equal("session.revoked", await CauseOfAsync(clients[1].Session!));
        Assert.Equal(HttpStatusCode.OK, (await clients[0].GoAsync("/x")).StatusCode);
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    [Fact]
    public async Task Account_form_without_its_token_changes_nothing()
    {
        using var client = site.NewClient();
        await client.SignInAsync("alice");
        using var other = site.NewClient();
        await other.SignInAsync("alice");
        using var answer = await client.PostAsync("/_gatehouse/account", [KeyValuePair.Create("action", "end-others")]);
        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GoAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_a_restart_or_by_a_second_process()
    {
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            upstreams: { app: {{site.Upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes: [{ path: /**, upstream: app, schemes: [session] }]
            """
        );
        using var client = site.NewClient(gateway.Address);
        await client.SignInAsync("admin", "an admin's password");
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/x")).StatusCode);
        await using var second = await gateway.StartSecondAsync();
        using var there = site.NewClient(second.Address);
        there.Cookies.SetCookies(second.Address, "gatehouse=" + client.Session);
        Assert.Equal(HttpStatusCode.OK, (await there.GoAsync("/x")).StatusCode);
        await gateway.KillAsync();
        await gateway.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/x")).StatusCode);

        // Ended on one process is ended at the next request on the other.
        await client.PostAsync("/_gatehouse/sign-out", [], ("Sec-Fetch-Site", "same-origin"));
        using var after = await there.GetAsync("/x", ("Sec-Fetch-Mode", "cors"));
        Assert.Equal(401, (int)after.StatusCode);
        Assert.Contains("session.revoked", await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_that_says_https_the_cookie_is_bound_to_the_host()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        async Task<HttpResponseMessage> SendAsync(HttpMethod method, string cookie, HttpContent? content = null)
        {
            var request = new HttpRequestMessage(method, new Uri(site.Gateway.Address, SignIn)) { Content = content };
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "198.51.100.7");
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
            return await client.SendAsync(request);
        }

        using var shown = await SendAsync(HttpMethod.Get, "");
        var form = shown.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-gatehouse-form=", form);
        Assert.Contains("; Secure", form);
        using var done = await SendAsync(
            HttpMethod.Post,
            form.Split(';')[0],
            new FormUrlEncodedContent([
                new("csrf_token", SignInSite.HiddenField(await shown.Content.ReadAsStringAsync(), "csrf_token")),
                new("name", "alice"),
                new("password", SignInSite.Password),
            ])
        );
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var cookies = done.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.StartsWith("__Host-gatehouse=ghs_", cookies[0]);
        Assert.Equal("Path=/; HttpOnly; SameSite=Lax; Secure", cookies[0].Split("; ", 2)[1]);
        Assert.StartsWith("__Host-gatehouse-device=ghd_", cookies[1]);
        Assert.Equal("Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=7776000", cookies[1].Split("; ", 2)[1]);
    }

    [Fact]
    public async Task Nothing_that_signs_anyone_in_is_written_down()
    {
        using var client = site.NewClient();
        await client.SignInAsync("alice", "a wrong but telling password");
        await client.SignInAsync("alice");
        var cookie = client.Session!;
        await client.GetAsync("/staff/x", ("Sec-Fetch-Mode", "cors"));
        await client.PostAsync("/_gatehouse/sign-out", [], ("Sec-Fetch-Site", "same-origin"));
        await CauseOfAsync(cookie);
        var denials = (await site.Gateway.CommandAsync("denials", "--json")).Output;
        Assert.DoesNotContain(cookie[4..], denials + site.Gateway.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("telling password", denials + site.Gateway.Said, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(site.Gateway.Folder, "data")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var content = await reader.ReadToEndAsync();
            Assert.DoesNotContain(cookie[4..], content, StringComparison.Ordinal);
            Assert.DoesNotContain("telling password", content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Help_names_every_open_way_and_no_hidden_route()
    {
        using var client = site.NewClient();
        var page = await (await client.GoAsync("/_gatehouse/help")).Content.ReadAsStringAsync();
        Assert.Contains("Sign in on a page", page);
        Assert.Contains("curl -u NAME:PASSWORD", page);
        Assert.Contains("/both/**", page);
        Assert.DoesNotContain("secret", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Password_managers_find_where_passwords_are_changed()
    {
        using var client = site.NewClient();
        using var answer = await client.GetAsync("/.well-known/change-password");
        Assert.Equal("/_gatehouse/account#password-heading", answer.Headers.Location!.ToString());
    }

    private static async Task RefusedAsync(
        CookieClient client,
        Dictionary<string, string> form,
        int status,
        string cause,
        params (string, string)[] fields
    )
    {
        using var answer = await client.PostAsync(SignIn, form, [.. fields, ("Accept", "application/json")]);
        Assert.Equal(status, (int)answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(
            body.Contains(cause, StringComparison.Ordinal) || answer.Headers.Contains("Gatehouse-Reference"),
            body
        );
    }

    private async Task<string> EndedAsync()
    {
        using var client = site.NewClient();
        await client.SignInAsync("alice");
        var cookie = client.Session!;
        await client.PostAsync("/_gatehouse/sign-out", [], ("Sec-Fetch-Site", "same-origin"));
        return cookie;
    }

    private async Task<string> CauseOfAsync(string cookie)
    {
        using var client = site.NewClient();
        client.Cookies.SetCookies(site.Gateway.Address, "gatehouse=" + cookie);
        using var answer = await client.GetAsync("/x", ("Sec-Fetch-Mode", "cors"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("cause").GetString()!;
    }

    // The public id of the session that this begins.
    private async Task<string> SignInAsync(CookieClient client, string user)
    {
        var before = await ListAsync(user);
        await client.SignInAsync(user);
        return Assert.Single((await ListAsync(user)).Except(before, StringComparer.Ordinal));
    }

    private async Task<string[]> ListAsync(string user)
    {
        using var json = JsonDocument.Parse(
            (await site.Gateway.CommandAsync("session", "list", user, "--json")).Good()
        );
        return [.. json.RootElement.EnumerateArray().Select(session => session.GetProperty("id").GetString()!)];
    }

    private static string FormOf(string page, string except = "") =>
        string.Join(
            '&',
            new[]
            {
                ("csrf_token", SignInSite.HiddenField(page, "csrf_token")),
                ("name", "alice"),
                ("password", SignInSite.Password),
            }
                .Where(field => field.Item1 != except)
                .Select(field => field.Item1 + "=" + Uri.EscapeDataString(field.Item2))
        );

    private static string ReferenceOf(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Gatehouse-Reference"));

    private static async Task<string> CauseByReferenceAsync(CookieClient client, HttpResponseMessage refused)
    {
        using var answer = await client.GetAsync("/_gatehouse/refusals/" + ReferenceOf(refused));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("cause").GetString()!;
    }
}
