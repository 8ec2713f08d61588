using System.Globalization;
using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Tests.Schemes;

public class SessionSchemeTests
{
    private const string Cookie = "Cookie";

    [Fact]
    public async Task Session_in_force_is_granted_to_its_user()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", Sent(cookie)));
        Assert.True(setup.Last.Principal!.IsSession);
    }

    [Fact]
    public async Task Session_that_nobody_used_for_the_idle_time_has_ended()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        setup.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("session.expired-idle", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Session_in_use_goes_on_to_its_longest_lifetime_and_no_further()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        for (var minutes = 20; minutes < 12 * 60; minutes += 20)
        {
            setup.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", Sent(cookie)));
        }

        setup.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("session.expired-absolute", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Use_within_a_remembered_minute_counts()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        await setup.CauseAsync("GET", "/x", Sent(cookie));
        setup.Time.Advance(TimeSpan.FromMinutes(29));
        await setup.CauseAsync("GET", "/x", Sent(cookie));
        setup.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Asking_when_a_session_ends_does_not_keep_it()
    {
        var setup = new DecisionSetup { Routes = s => [s.Page("/asked") with { CountsAsUse = false }, s.Page("/x")] };
        var cookie = setup.SignIn();
        setup.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/asked", Sent(cookie)));
        setup.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("session.expired-idle", await setup.CauseAsync("GET", "/asked", Sent(cookie)));
        Assert.Equal("session.expired-idle", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Request_that_another_site_s_page_made_does_not_keep_a_session()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        setup.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(
            "csrf.cross-site",
            await setup.CauseAsync("POST", "/x", Sent(cookie), ("Sec-Fetch-Site", "cross-site"))
        );
        setup.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("session.expired-idle", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Role_that_is_taken_away_is_gone_at_the_next_request()
    {
        var setup = new DecisionSetup
        {
            Routes = s => [s.Page("/**") with { Require = new Requirement { Roles = ["clerk"] } }],
        };
        var cookie = setup.SignIn();
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", Sent(cookie)));
        setup.Directory.Put("alice", user => user with { Roles = [] });
        Assert.Equal("access.role-missing", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Session_in_use_is_looked_up_once()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        for (var i = 0; i < 10; i++)
        {
            setup.Time.Advance(TimeSpan.FromSeconds(10));
            await setup.CauseAsync("GET", "/x", Sent(cookie));
        }

        Assert.Equal(1, setup.Sessions.LookUps);
    }

    [Theory]
    [InlineData(SessionEnd.SignedOut, "session.revoked")]
    [InlineData(SessionEnd.EndedByOperator, "session.revoked")]
    [InlineData(SessionEnd.PasswordChanged, "session.revoked")]
    [InlineData(SessionEnd.Idle, "session.expired-idle")]
    [InlineData(SessionEnd.Absolute, "session.expired-absolute")]
    public async Task Ended_session_is_refused_with_what_ended_it(SessionEnd by, string cause)
    {
        var setup = Site();
        var cookie = setup.SignIn();
        var ended = setup.Time.GetUtcNow();
        setup.Sessions.Change(cookie, session => session with { EndedAt = ended, EndedBy = by });
        Assert.Equal(cause, await setup.CauseAsync("GET", "/x", Sent(cookie)));
        var refused = Assert.IsAssignableFrom<Refused>(await setup.DecideAsync("GET", "/x", Sent(cookie)));
        Assert.Contains(refused.Evidence, piece => piece is { Name: "ended-by" } && piece.Value == by.ToName());
        Assert.Contains(refused.Evidence, piece => piece is { Name: "began", SeenBy: Disclosure.Operator });
        Assert.Contains(refused.Evidence, piece => piece is { Name: "last-used", SeenBy: Disclosure.Operator });
    }

    [Fact]
    public async Task Session_of_a_disabled_account_is_over()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", Sent(cookie)));
        setup.Directory.Put("alice", user => user with { Disabled = true });
        Assert.Equal("session.revoked", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Unknown_and_unreadable_cookies_are_told_apart()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        Assert.Equal("session.unknown", await setup.CauseAsync("GET", "/x", Sent(SessionText.Create())));
        foreach (
            var broken in (string[])
                [
                    "",
                    "x",
                    cookie[..^1],
                    cookie + "a",
                    cookie.ToUpperInvariant(),
                    cookie.Replace("ghs_", "gth_", StringComparison.Ordinal),
                    string.Create(CultureInfo.InvariantCulture, $"\"{cookie}\""),
                ]
        )
        {
            Assert.Equal("session.unreadable", await setup.CauseAsync("GET", "/x", Sent(broken)));
        }
    }

    [Fact]
    public async Task Of_two_different_cookies_none_is_taken_in_any_order_or_line()
    {
        var setup = new DecisionSetup
        {
            Routes = s => [s.Page("/**")],
            Site = parts => parts.Sessions = new SessionRules { CookieDomain = "example" },
        };
        const string name = "__Secure-gatehouse=";
        var mine = setup.SignIn();
        var planted = setup.SignIn("bob");
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", (Cookie, name + mine)));
        foreach (var other in (string[])[planted, "", "x"])
        {
            foreach (var (first, second) in ((string, string)[])[(mine, other), (other, mine)])
            {
                Assert.Equal(
                    "session.unreadable",
                    await setup.CauseAsync("GET", "/x", (Cookie, $"{name}{first}; a=b; {name}{second}"))
                );
                Assert.Equal(
                    "session.unreadable",
                    await setup.CauseAsync("GET", "/x", (Cookie, name + first), (Cookie, name + second))
                );
            }
        }

        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", (Cookie, $"{name}{mine}; {name}{mine}")));
        Assert.Equal(
            "granted to alice",
            await setup.CauseAsync("GET", "/x", (Cookie, $"{name}{mine}; x{name}{planted}; a={name}{planted}"))
        );
    }

    [Theory]
    [InlineData(0, 0, "granted to alice")]
    [InlineData(4, 4, "granted to alice")]
    [InlineData(0, 6, "session.expired-absolute")]
    [InlineData(600_000, 600_000, "session.expired-absolute")]
    public async Task Session_that_a_wrong_clock_dated_into_the_future_is_over(int began, int used, string expected)
    {
        var setup = Site();
        var cookie = setup.SignIn();
        var now = setup.Time.GetUtcNow();
        setup.Sessions.Change(
            cookie,
            session => session with { StartedAt = now.AddMinutes(began), LastUsedAt = now.AddMinutes(used) }
        );
        Assert.Equal(expected, await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    [Fact]
    public async Task Every_flipped_character_of_a_cookie_is_refused()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        for (var i = 0; i < cookie.Length; i++)
        {
            var flipped = cookie.ToCharArray();
            flipped[i] = flipped[i] == 'A' ? 'B' : 'A';
            Assert.StartsWith(
                "session.un",
                await setup.CauseAsync("GET", "/x", Sent(new string(flipped))),
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("gatehouse")]
    [InlineData("__Secure-gatehouse")]
    [InlineData("__host-gatehouse")]
    [InlineData("x__Host-gatehouse")]
    public async Task Over_https_only_the_cookie_of_this_host_is_read(string name)
    {
        var setup = Site();
        Assert.Equal("credentials.missing", await setup.CauseAsync("GET", "/x", (Cookie, $"{name}={setup.SignIn()}")));
    }

    [Fact]
    public async Task With_a_domain_only_the_domain_s_cookie_is_read()
    {
        var setup = new DecisionSetup
        {
            Routes = s => [s.Page("/**")],
            Site = parts => parts.Sessions = new SessionRules { CookieDomain = "example" },
        };
        var cookie = setup.SignIn();
        Assert.Equal("credentials.missing", await setup.CauseAsync("GET", "/x", Sent(cookie)));
        Assert.Equal(
            "granted to alice",
            await setup.CauseAsync("GET", "/x", (Cookie, "a=b; __Secure-gatehouse=" + cookie + " ; c=d"))
        );
    }

    [Theory]
    [InlineData("127.0.0.1", false, "granted to alice")]
    [InlineData("198.51.100.7", false, "credentials.missing")]
    [InlineData("198.51.100.7", true, "granted to alice")]
    public async Task Plain_http_has_sessions_on_loopback_or_where_switched_on(string client, bool on, string expected)
    {
        var setup = new DecisionSetup
        {
            Routes = s => [s.Page("/**")],
            Site = parts => parts.Sessions = new SessionRules { PlainHttp = on },
        };
        setup.Https = false;
        setup.RequiresHttps = false;
        setup.Client = IPAddress.Parse(client);
        Assert.Equal(expected, await setup.CauseAsync("GET", "/x", (Cookie, "gatehouse=" + setup.SignIn())));
    }

    [Fact]
    public async Task Cookie_beside_an_authorization_that_is_offered_is_not_read()
    {
        var setup = Site();
        Assert.Equal(
            "password.wrong",
            await setup.CauseAsync(
                "GET",
                "/x",
                Sent(setup.SignIn()),
                ("Authorization", DecisionSetup.BasicOf("alice", "wrong"))
            )
        );
    }

    [Fact]
    public async Task Challenge_says_where_people_sign_in()
    {
        var refusal = await RefusalAsync(Site(), "GET", "/x", ("Sec-Fetch-Mode", "cors"));
        Assert.Equal(401, refusal.Status);
        Assert.Equal(
            ["Session realm=\"Gatehouse\", sign-in=\"/_gatehouse/sign-in\""],
            refusal.Challenges.Select(ChallengeWriter.Write)
        );
    }

    [Fact]
    public async Task Navigation_is_sent_to_sign_in_and_told_why()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        setup.Time.Advance(TimeSpan.FromHours(1));
        var refusal = await RefusalAsync(setup, "GET", "/a/b?c=d&e", ("Sec-Fetch-Mode", "navigate"), Sent(cookie));
        Assert.Equal(303, refusal.Status);
        Assert.Equal(
            "/_gatehouse/sign-in?return=%2Fa%2Fb%3Fc%3Dd%26e&cause=session.expired-idle&reference=GH-1",
            refusal.Location
        );
        Assert.Empty(refusal.Challenges);
    }

    [Fact]
    public async Task Person_whose_sign_in_is_too_long_ago_is_sent_to_sign_in_again()
    {
        var setup = new DecisionSetup
        {
            Routes = s => [s.Page("/**") with { Require = new Requirement { Fresh = TimeSpan.FromMinutes(5) } }],
        };
        var cookie = setup.SignIn();
        setup.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", Sent(cookie)));
        setup.Time.Advance(TimeSpan.FromSeconds(1));
        var refusal = await RefusalAsync(setup, "GET", "/x", ("Sec-Fetch-Mode", "navigate"), Sent(cookie));
        Assert.Equal(303, refusal.Status);
        Assert.Contains("cause=token.too-old", refusal.Location, StringComparison.Ordinal);
        refusal = await RefusalAsync(setup, "GET", "/x", ("Sec-Fetch-Mode", "cors"), Sent(cookie));
        Assert.Equal(401, refusal.Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Mode", "cors", 401)]
    [InlineData("Sec-Fetch-Mode", "navigate", 303)]
    [InlineData("Sec-Fetch-Mode", "no-cors", 401)]
    [InlineData("Sec-Fetch-Mode", "websocket", 401)]
    [InlineData("Accept", "text/html,*/*;q=0.8", 303)]
    [InlineData("Accept", "application/json", 401)]
    [InlineData("Accept", "*/*", 401)]
    [InlineData("User-Agent", "curl/8", 401)]
    public async Task Only_a_navigation_is_sent_to_sign_in(string name, string value, int status)
    {
        Assert.Equal(status, (await RefusalAsync(Site(), "GET", "/x", (name, value))).Status);
    }

    [Fact]
    public async Task Form_that_came_too_late_leads_back_to_the_page_that_held_it()
    {
        var refusal = await RefusalAsync(
            Site(),
            "POST",
            "/orders",
            ("Sec-Fetch-Mode", "navigate"),
            ("Referer", "https://site.example/orders/new?copy=1")
        );
        Assert.Equal(303, refusal.Status);
        Assert.StartsWith(
            "/_gatehouse/sign-in?return=%2Forders%2Fnew%3Fcopy%3D1&",
            refusal.Location,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Form_from_a_foreign_page_leads_nowhere_foreign()
    {
        var refusal = await RefusalAsync(
            Site(),
            "POST",
            "/orders",
            ("Sec-Fetch-Mode", "navigate"),
            ("Referer", "https://evil.example/orders")
        );
        Assert.StartsWith("/_gatehouse/sign-in?cause=", refusal.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_is_gone_refuses()
    {
        var setup = Site();
        var cookie = setup.SignIn();
        setup.Sessions.Failure = new StoreUnavailableException("gone");
        Assert.Equal("server.store-unavailable", await setup.CauseAsync("GET", "/x", Sent(cookie)));
    }

    private static DecisionSetup Site() => new() { Routes = s => [s.Page("/**")] };

    private static (string Name, string Value) Sent(string cookie) => (Cookie, "__Host-gatehouse=" + cookie);

    private static async Task<Refusal> RefusalAsync(
        DecisionSetup setup,
        string method,
        string target,
        params (string Name, string Value)[] headers
    ) =>
        RefusalFactory.Create(
            setup.Last,
            Assert.IsAssignableFrom<Refused>(await setup.DecideAsync(method, target, headers)),
            "GH-1",
            "en"
        );
}
