using System.Net;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.SignIn;

public sealed class SecondFactorTests(SignInSite site) : IClassFixture<SignInSite>
{
    private const string SignIn = "/_gatehouse/sign-in";
    private const string Code = "/_gatehouse/second-factor";
    private const string Account = "/_gatehouse/account/second-factor";

    [Fact]
    public async Task Person_who_lacks_a_second_factor_sets_one_up_and_arrives_where_they_were_going()
    {
        using var client = await SignedInAsync("setter");
        var before = client.Session;
        var page = await StepAsync(client, "/vault/x", "mfa.required");
        Assert.Contains("A second factor is needed", page);
        Assert.Contains("/_gatehouse/account/second-factor?return=%2Fvault%2Fx", page);

        var phone = await Authenticator.TurnOnAsync(client, "/vault/x");
        Assert.NotEqual(before, client.Session);
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/vault/x")).StatusCode);
        Assert.Equal("session.revoked", await CauseWithAsync(before!));
        Assert.Equal(10, phone.RecoveryCodes.Count);
    }

    [Fact]
    public async Task Password_alone_begins_no_session_any_more()
    {
        using var owner = await SignedInAsync("owner");
        var phone = await Authenticator.TurnOnAsync(owner);

        using var client = site.NewClient();
        using var asked = await client.SignInAsync("owner", returnTo: "/orders?page=2");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.True(asked.Headers.CacheControl!.NoStore);
        Assert.Null(client.Session);
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Contains("Enter your code", page);

        using var done = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal("/orders?page=2", done.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/vault/x")).StatusCode);
    }

    [Fact]
    public async Task Turning_it_on_ends_every_other_session()
    {
        using var thief = await SignedInAsync("robbed");
        using var owner = site.NewClient();
        await owner.SignInAsync("robbed");
        await Authenticator.TurnOnAsync(owner);
        Assert.Equal("session.revoked", await CauseWithAsync(thief.Session!));
    }

    [Theory]
    [InlineData(-2, "the code of about 60 s ago: the clock of the device is behind ours")]
    [InlineData(4, "from now: the clock of the device is ahead of ours")]
    [InlineData(100, "not the code of any time within ten minutes")]
    public async Task Wrong_code_says_no_more_than_that_and_explain_says_the_rest(int steps, string problem)
    {
        var name = "clock" + steps.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var owner = await SignedInAsync(name);
        var phone = await Authenticator.TurnOnAsync(owner);
        using var client = site.NewClient();
        var page = await (await client.SignInAsync(name)).Content.ReadAsStringAsync();
        using var answer = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.At(steps))));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            "Session realm=\"Example\", sign-in=\"/_gatehouse/sign-in\"",
            answer.Headers.WwwAuthenticate.ToString()
        );
        var told = await answer.Content.ReadAsStringAsync();
        Assert.Contains("The code of the second factor is not right", told);
        Assert.DoesNotContain("clock of the device", told, StringComparison.Ordinal);
        var reference = answer.Headers.GetValues("Gatehouse-Reference").Single();
        Assert.Contains(reference, told);
        var explained = (await site.Gateway.CommandAsync("explain", reference)).Output;
        Assert.Contains("mfa.wrong", explained);
        Assert.Contains(problem, explained);
        Assert.Contains(name, explained);
        Assert.DoesNotContain(phone.At(steps), explained, StringComparison.Ordinal);

        // The same page takes the right one.
        using var done = await client.PostAsync(Code, Authenticator.FormOf(told, ("code", phone.Next())));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    [Fact]
    public async Task Of_many_at_once_with_one_code_exactly_one_gets_in()
    {
        using var owner = await SignedInAsync("raced");
        var phone = await Authenticator.TurnOnAsync(owner);
        var code = phone.Next();
        var clients = Enumerable.Range(0, 5).Select(_ => site.NewClient()).ToArray();
        var forms = await Task.WhenAll(
            clients.Select(async client =>
                Authenticator.FormOf(
                    await (await client.SignInAsync("raced")).Content.ReadAsStringAsync(),
                    ("code", code)
                )
            )
        );
        var answers = await Task.WhenAll(clients.Select((client, i) => client.PostAsync(Code, forms[i])));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Single(clients, client => client.Session is not null);
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    [Fact]
    public async Task Recovery_code_signs_in_once()
    {
        using var owner = await SignedInAsync("lost-phone");
        var phone = await Authenticator.TurnOnAsync(owner);
        foreach (var status in (HttpStatusCode[])[HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized])
        {
            using var client = site.NewClient();
            var page = await (await client.SignInAsync("lost-phone")).Content.ReadAsStringAsync();
            using var answer = await client.PostAsync(
                Code,
                Authenticator.FormOf(page, ("code", phone.RecoveryCodes[3]))
            );
            Assert.Equal(status, answer.StatusCode);
        }

        var shown = (await site.Gateway.CommandAsync("user", "second-factor", "lost-phone")).Good();
        Assert.Contains("recovery codes left: 9", shown);
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_is_refused_too()
    {
        using var owner = await SignedInAsync("guessed");
        var phone = await Authenticator.TurnOnAsync(owner);
        using var client = site.NewClient();
        var page = await (await client.SignInAsync("guessed")).Content.ReadAsStringAsync();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", "wrong")));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        // In another browser, with another ticket, as well.
        using var other = site.NewClient();
        page = await (await other.SignInAsync("guessed")).Content.ReadAsStringAsync();
        using var answer = await other.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        var reference = answer.Headers.GetValues("Gatehouse-Reference").Single();
        Assert.Contains("credentials.throttled", (await site.Gateway.CommandAsync("explain", reference)).Output);
    }

    [Fact]
    public async Task Ticket_is_good_in_the_browser_it_was_made_for_alone()
    {
        using var owner = await SignedInAsync("phished");
        var phone = await Authenticator.TurnOnAsync(owner);
        using var attacker = site.NewClient();
        var theirs = await (await attacker.SignInAsync("phished")).Content.ReadAsStringAsync();
        using var victim = site.NewClient();
        var own = await (await victim.GoAsync(SignIn)).Content.ReadAsStringAsync();
        var form = Authenticator.FormOf(theirs, ("code", phone.Next()));
        form["csrf_token"] = SignInSite.HiddenField(own, "csrf_token");
        using var answer = await victim.PostAsync(Code, form);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(victim.Session);
        Assert.Contains("This page was open for too long", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("ticket")]
    [InlineData("csrf_token")]
    [InlineData("device")]
    public async Task Changed_or_missing_field_begins_no_session(string field)
    {
        var name = "tampered-" + field.Replace('_', '-');
        using var owner = await SignedInAsync(name);
        var phone = await Authenticator.TurnOnAsync(owner);
        using var client = site.NewClient();
        var page = await (await client.SignInAsync(name)).Content.ReadAsStringAsync();
        var good = Authenticator.FormOf(page, ("code", phone.Next()), ("device", "x"));
        foreach (var change in Changes(good[field]))
        {
            var form = new Dictionary<string, string>(good, StringComparer.Ordinal) { [field] = change };
            using var answer = await client.PostAsync(Code, form);
            Assert.Equal(field == "device" ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, answer.StatusCode);
            if (field == "device")
            {
                return;
            }

            Assert.Null(client.Session);
        }

        using var done = await client.PostAsync(Code, good);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    [Fact]
    public async Task Ticket_is_void_once_the_password_is_another()
    {
        using var owner = await SignedInAsync("changed");
        var phone = await Authenticator.TurnOnAsync(owner);
        using var client = site.NewClient();
        var page = await (await client.SignInAsync("changed")).Content.ReadAsStringAsync();
        (
            await site.Gateway.CommandWithInputAsync(
                "another long password\n",
                "user",
                "password",
                "changed",
                "--password-stdin"
            )
        ).Good();
        using var answer = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(client.Session);
    }

    [Fact]
    public async Task Whoever_must_change_the_password_gives_the_code_first()
    {
        using var owner = await SignedInAsync("overdue");
        var phone = await Authenticator.TurnOnAsync(owner);
        (
            await site.Gateway.CommandWithInputAsync(
                SignInSite.Password + "\n",
                "user",
                "password",
                "overdue",
                "--password-stdin",
                "--must-change"
            )
        ).Good();
        using var client = site.NewClient();
        var page = await (await client.SignInAsync("overdue", returnTo: "/vault/x")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("new-password", page, StringComparison.Ordinal);
        page = await (
            await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())))
        ).Content.ReadAsStringAsync();
        Assert.Contains("Choose a new password", page);
        Assert.Null(client.Session);
        using var done = await client.PostAsync(
            "/_gatehouse/new-password",
            Authenticator.FormOf(page, ("new-password", "a quite new password"))
        );
        Assert.Equal("/vault/x", done.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/vault/x")).StatusCode);
    }

    [Fact]
    public async Task Link_from_a_letter_does_not_stand_in_for_the_code()
    {
        using var owner = await SignedInAsync("letter");
        var phone = await Authenticator.TurnOnAsync(owner);
        using var client = site.NewClient();
        var page = await (await client.GoAsync("/_gatehouse/reset")).Content.ReadAsStringAsync();
        await client.PostAsync("/_gatehouse/reset", Authenticator.FormOf(page, ("name", "letter")));
        var letter = await site.LetterToAsync("letter");
        var link = letter[letter.IndexOf("/_gatehouse/new-password?link=", StringComparison.Ordinal)..]
            .Split('\n', '\r', ' ')[0];
        page = await (await client.GoAsync(link)).Content.ReadAsStringAsync();
        page = await (
            await client.PostAsync(
                "/_gatehouse/new-password",
                Authenticator.FormOf(page, ("new-password", "a quite new password"))
            )
        ).Content.ReadAsStringAsync();
        Assert.Contains("Enter your code", page);
        Assert.Null(client.Session);
        using var done = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    [Fact]
    public async Task Basic_is_one_factor_with_or_without_a_device()
    {
        using var owner = await SignedInAsync("basic-user");
        await Authenticator.TurnOnAsync(owner);
        using var client = site.NewClient();
        var field = OrdersSite.Basic("basic-user", SignInSite.Password);
        async Task<HttpResponseMessage> SendAsync(string path)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Gateway.Address, path));
            field(request);
            using var http = new HttpClient();
            return await http.SendAsync(request);
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/both/x")).StatusCode);
        using var refused = await SendAsync("/strong/x");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var json = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("mfa.required", json.RootElement.GetProperty("cause").GetString());
        Assert.Equal("step-up", json.RootElement.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Script_is_told_what_is_lacking()
    {
        using var client = await SignedInAsync("scripted");
        using var answer = await client.GetAsync("/vault/x", ("Sec-Fetch-Mode", "cors"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            "Session realm=\"Example\", sign-in=\"/_gatehouse/sign-in\", error=\"insufficient_user_authentication\", "
                + "max_age=\"300\", acr_values=\"urn:gatehouse:acr:2\"",
            answer.Headers.WwwAuthenticate.ToString()
        );
        var explained = await site.Gateway.CommandAsync(
            "explain",
            answer.Headers.GetValues("Gatehouse-Reference").Single()
        );
        Assert.Contains("mfa.required", explained.Output);
    }

    [Fact]
    public async Task Session_with_one_factor_is_asked_for_the_code_alone()
    {
        // Begun in the store, as one from a provider or from before the second factor was turned on would be.
        using var owner = await SignedInAsync("stepper");
        var phone = await Authenticator.TurnOnAsync(owner);
        var weak = await SignedInSession.BeginAsync(site.Gateway, "stepper");
        using var client = site.NewClient();
        client.Cookies.Add(site.Gateway.Address, new Cookie("gatehouse", weak.Cookie));

        var page = await StepAsync(client, "/strong/x", "mfa.required");
        Assert.Contains("Enter your code", page);
        Assert.DoesNotContain("type=\"password\"", page, StringComparison.Ordinal);
        var other = await StepAsync(client, "/vault/y", "mfa.required");

        using var done = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())));
        Assert.Equal("/strong/x", done.Headers.Location!.ToString());
        Assert.NotEqual(weak.Cookie, client.Session);
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/strong/x")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/vault/x")).StatusCode);
        Assert.Equal("session.revoked", await CauseWithAsync(weak.Cookie));

        // The other tab, and the page reached by going back: what they rest on is gone, and nothing is lost by it.
        foreach (var stale in (string[])[other, page])
        {
            var strong = client.Session;
            using var late = await client.PostAsync(Code, Authenticator.FormOf(stale, ("code", phone.At(0))));
            Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
            Assert.Equal(strong, client.Session);
        }

        using var again = await client.GoAsync($"{SignIn}?return=/strong/x&cause=mfa.required");
        Assert.Contains("Continue", await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Code_for_one_person_s_session_strengthens_no_other()
    {
        using var owner = await SignedInAsync("first-person");
        var phone = await Authenticator.TurnOnAsync(owner);
        var weak = await SignedInSession.BeginAsync(site.Gateway, "first-person");
        using var client = site.NewClient();
        client.Cookies.Add(site.Gateway.Address, new Cookie("gatehouse", weak.Cookie));
        var page = await StepAsync(client, "/strong/x", "mfa.required");
        await site.AddUserAsync("second-person");
        await client.SignInAsync("second-person");
        var session = client.Session;
        using var answer = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(session, client.Session);
        Assert.Equal("mfa.required", await CauseWithAsync(session!, "/strong/x"));
    }

    [Fact]
    public async Task Other_site_sends_no_form_for_a_person()
    {
        using var client = await SignedInAsync("lured");
        var phone = await Authenticator.TurnOnAsync(client);
        var page = await (await client.GoAsync(Account)).Content.ReadAsStringAsync();
        foreach (var (path, action) in ((string, string)[])[(Account, "remove"), (Account, "codes"), (Code, "x")])
        {
            foreach (
                var fields in ((string, string)[][])
                    [
                        [("Sec-Fetch-Site", "cross-site")],
                        [("Sec-Fetch-Site", "same-site")],
                        [("Origin", "https://evil.example")],
                        [("Origin", "null")],
                    ]
            )
            {
                using var answer = await client.PostAsync(
                    path,
                    Authenticator.FormOf(
                        page,
                        ("action", action),
                        ("password", SignInSite.Password),
                        ("code", phone.At(0)),
                        ("ticket", "x")
                    ),
                    fields
                );
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }

            using var without = await client.PostAsync(
                path,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["action"] = action }
            );
            Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        }

        Assert.Contains(
            "recovery codes left: 10",
            (await site.Gateway.CommandAsync("user", "second-factor", "lured")).Good()
        );
    }

    [Fact]
    public async Task Person_makes_new_recovery_codes_and_turns_it_off()
    {
        using var client = await SignedInAsync("switcher");
        var phone = await Authenticator.TurnOnAsync(client);
        var old = phone.RecoveryCodes;
        var page = await (await client.GoAsync(Account)).Content.ReadAsStringAsync();
        Assert.Contains("Recovery codes left: 10", page);
        Assert.DoesNotContain("otpauth:", page, StringComparison.Ordinal);

        using var wrong = await client.PostAsync(
            Account,
            Authenticator.FormOf(page, ("action", "remove"), ("password", "wrong"), ("code", phone.At(0)))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var without = await client.PostAsync(
            Account,
            Authenticator.FormOf(page, ("action", "remove"), ("password", SignInSite.Password))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);

        using var renewed = await client.PostAsync(
            Account,
            Authenticator.FormOf(page, ("action", "codes"), ("password", SignInSite.Password), ("code", phone.Next()))
        );
        phone.Keep(await renewed.Content.ReadAsStringAsync());
        Assert.Empty(old.Intersect(phone.RecoveryCodes, StringComparer.Ordinal));
        using var used = await client.PostAsync(
            Account,
            Authenticator.FormOf(page, ("action", "remove"), ("password", SignInSite.Password), ("code", old[0]))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, used.StatusCode);

        using var removed = await client.PostAsync(
            Account,
            Authenticator.FormOf(
                page,
                ("action", "remove"),
                ("password", SignInSite.Password),
                ("code", phone.RecoveryCodes[0])
            )
        );
        Assert.Contains("The second factor is off.", await removed.Content.ReadAsStringAsync());
        using var again = site.NewClient();
        using var done = await again.SignInAsync("switcher");
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    [Fact]
    public async Task Device_is_added_with_the_right_password_and_its_own_code_alone()
    {
        using var client = await SignedInAsync("hesitant");
        var page = await (await client.GoAsync(Account)).Content.ReadAsStringAsync();
        var phone = Authenticator.Scan(page);
        foreach (
            var (password, code, told) in ((string, string, string)[])
                [
                    ("wrong", phone.At(0), "The credentials were not accepted"),
                    ("", phone.At(0), "The credentials were not accepted"),
                    (SignInSite.Password, phone.At(40), "The code of the second factor is not right"),
                    (SignInSite.Password, "", "The code of the second factor is not right"),
                ]
        )
        {
            using var answer = await client.PostAsync(
                Account,
                Authenticator.FormOf(page, ("action", "add"), ("password", password), ("code", code))
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            page = await answer.Content.ReadAsStringAsync();
            Assert.Contains(told, page);

            // The same key is shown again: it is in the phone by now.
            Assert.Equal(phone.At(0), Authenticator.Scan(page).At(0));
        }

        // A key of somebody else's page is nobody's.
        using var other = await SignedInAsync("hesitant-too");
        var theirs = Authenticator.FormOf(await (await other.GoAsync(Account)).Content.ReadAsStringAsync());
        using var swapped = await client.PostAsync(
            Account,
            Authenticator.FormOf(
                page,
                ("action", "add"),
                ("device", theirs["device"]),
                ("password", SignInSite.Password),
                ("code", phone.At(0))
            )
        );
        Assert.Contains(
            "has no second factor",
            (await site.Gateway.CommandAsync("user", "second-factor", "hesitant")).Good()
        );
    }

    [Fact]
    public async Task Operator_removes_what_was_lost_and_every_session_ends()
    {
        using var client = await SignedInAsync("unlucky");
        await Authenticator.TurnOnAsync(client);
        Assert.Equal(HttpStatusCode.OK, (await client.GoAsync("/strong/x")).StatusCode);
        (await site.Gateway.CommandAsync("user", "second-factor", "unlucky", "--remove")).Good();
        Assert.Equal("session.revoked", await CauseWithAsync(client.Session!));
        Assert.Equal(1, (await site.Gateway.CommandAsync("user", "second-factor", "unlucky", "--remove")).ExitCode);
        using var again = site.NewClient();
        using var done = await again.SignInAsync("unlucky");
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    [Fact]
    public async Task Second_factor_survives_a_rotation_of_the_keys()
    {
        using var owner = await SignedInAsync("rotated");
        var phone = await Authenticator.TurnOnAsync(owner);
        (await site.Gateway.CommandAsync("keyring", "rotate")).Good();
        using var client = site.NewClient();
        var page = await (await client.SignInAsync("rotated")).Content.ReadAsStringAsync();
        using var done = await client.PostAsync(Code, Authenticator.FormOf(page, ("code", phone.Next())));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    // Every letter is one that base64url knows; the first, a middle and the last are changed, and it is cut and lengthened.
    private static IEnumerable<string> Changes(string text)
    {
        yield return "";
        yield return "x";
        yield return text[..^1];
        yield return text + "A";
        foreach (var place in (int[])[0, text.Length / 2, text.Length - 4])
        {
            yield return text[..place] + (text[place] == 'A' ? 'B' : 'A') + text[(place + 1)..];
        }
    }

    private async Task<CookieClient> SignedInAsync(string name)
    {
        await site.AddUserAsync(name);
        var client = site.NewClient();
        using var answer = await client.SignInAsync(name);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return client;
    }

    private static async Task<string> StepAsync(CookieClient client, string target, string cause)
    {
        using var sent = await client.GoAsync(target);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var location = sent.Headers.Location!.ToString();
        Assert.Contains("cause=" + cause, location);
        return await (await client.GoAsync(location)).Content.ReadAsStringAsync();
    }

    private async Task<string> CauseWithAsync(string cookie, string path = "/x")
    {
        using var client = site.NewClient();
        client.Cookies.Add(site.Gateway.Address, new Cookie("gatehouse", cookie));
        using var answer = await client.GetAsync(path, ("Sec-Fetch-Mode", "cors"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("cause").GetString()!;
    }
}
