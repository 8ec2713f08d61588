using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Lab;
using Microsoft.Playwright;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.EndToEnd.Labs;

/// <summary>Causes of the lab, met and cured in a real browser: what the person sees, or the page's script.</summary>
public sealed class LabBrowserTests(Browser browser)
{
    private static readonly HttpCredentials Alice = PersonOf(LabAccount.Alice);
    private static readonly HttpCredentials Bob = PersonOf(LabAccount.Bob);

    [Theory]
    [InlineData("credentials.missing", "Lab", "credentials.missing")]
    [InlineData("challenge.malformed", "Lab, charset=UTF-8", "Unauthorized")]
    public async Task Browser_asks_for_a_password_and_gets_in_with_it(string id, string realm, string seen)
    {
        await using var lab = await LabServer.StartAsync();
        await using var stranger = await NewContextAsync();
        var page = await stranger.NewPageAsync();
        var asked = await GiveUpWhenAskedAsync(page);
        var answer = await page.GotoAsync(lab.Cause(id).Url.ToString());
        Assert.Equal("basic " + realm, Assert.Single(asked));
        Assert.Equal(401, answer!.Status);
        Assert.Contains(seen, await page.TextContentAsync("body"), StringComparison.Ordinal);

        await using var person = await NewContextAsync(Alice);
        await SeesCuredAsync(person, lab.Cause(id).Url.ToString());
    }

    [Fact]
    public async Task Filter_blocks_an_address_that_looks_like_an_attack_whoever_asks()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync(Alice);
        var cause = lab.Cause("waf.blocked");
        await SeesAsync(context, cause.Url + "?q=<script>", 403, "Request blocked. Incident ");
        await SeesCuredAsync(context, cause.Url.ToString());
    }

    [Theory]
    [InlineData("access.nobody", 403, "access.nobody")]
    [InlineData("server.maintenance", 503, "server.maintenance")]
    [InlineData("server.error", 500, "server.error")]
    [InlineData("server.configuration", 503, "server.configuration")]
    [InlineData("server.protection-unintended", 401, "Unauthorized")]
    public async Task Person_with_the_right_password_waits_for_the_operator(string id, int status, string seen)
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync(Alice);
        await SeesAsync(context, lab.Cause(id).Url.ToString(), status, seen);
        await RepairAsync(context, lab, id);
        await SeesCuredAsync(context, lab.Cause(id).Url.ToString());
    }

    [Theory]
    [InlineData("challenge.missing", 401, "Unauthorized")]
    [InlineData("challenge.unknown-scheme", 401, "Unauthorized")]
    [InlineData("refusal.as-forbidden", 403, "Forbidden")]
    [InlineData("refusal.as-success", 200, "\"success\":false")]
    [InlineData("refusal.as-server-error", 500, "Internal Server Error")]
    public async Task Browser_that_is_not_asked_as_it_understands_keeps_the_password_to_itself(
        string id,
        int status,
        string seen
    )
    {
        await using var lab = await LabServer.StartAsync();
        await using var person = await NewContextAsync(Alice);
        await SeesAsync(person, lab.Cause(id).Url.ToString(), status, seen);
        Assert.All(lab.Cause(id).Arrived, request => Assert.Empty(request.Lines("authorization")));

        // An extension that adds the field to every request is what cures it.
        await using var told = await NewContextAsync(
            field: id == "challenge.unknown-scheme" ? "Sesame " + LabAccount.Password : Basic
        );
        await SeesCuredAsync(told, lab.Cause(id).Url.ToString());
    }

    [Fact]
    public async Task Password_that_is_wrong_is_not_sent_again_and_again()
    {
        await using var lab = await LabServer.StartAsync();
        var cause = lab.Cause("credentials.rejected");
        await using var mistyped = await NewContextAsync(new() { Username = LabAccount.Alice, Password = "sesame" });
        await SeesAsync(mistyped, cause.Url.ToString(), 401, "credentials.rejected");
        Assert.Single(cause.Arrived, request => request.Lines("authorization").Any());

        await using var person = await NewContextAsync(Alice);
        await SeesCuredAsync(person, cause.Url.ToString());
    }

    [Theory]
    [InlineData("access.role-missing", 403, "access.role-missing")]
    [InlineData("access.hidden", 404, "route.unknown")]
    [InlineData("access.reported-as-401", 401, "Unauthorized")]
    public async Task Person_who_may_not_is_refused_and_one_who_may_is_not(string id, int status, string seen)
    {
        await using var lab = await LabServer.StartAsync();
        await using var alice = await NewContextAsync(Alice);
        await using var bob = await NewContextAsync(Bob);

        // A page that is hidden never asks: browsers send what they were asked for on another page of the site.
        await SeesCuredAsync(alice, lab.Cause("credentials.missing").Url.ToString());
        await SeesCuredAsync(bob, lab.Cause("credentials.missing").Url.ToString());
        await SeesAsync(alice, lab.Cause(id).Url.ToString(), status, seen);
        Assert.Equal(id, lab.Cause(id).Arrived[^1].Cause?.Id);
        await SeesCuredAsync(bob, lab.Cause(id).Url.ToString());
    }

    [Fact]
    public async Task Mistyped_address_is_not_there_and_nobody_is_asked_for_a_password()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        await SeesAsync(context, lab.Url + "route.unknown/order", 404, "route.unknown");
        await SeesCuredAsync(context, lab.Url + "route.unknown/orders");
    }

    [Fact]
    public async Task Refusal_names_its_cause_and_leads_to_what_the_lab_tells_of_it()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var page = await SeesAsync(context, lab.Url + "route.unknown/order", 404, "route.unknown");
        await page.GetByRole(AriaRole.Link, new() { Name = "route.unknown" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(lab.Url + "#route.unknown");
        Assert.True(await page.Locator("[id='route.unknown']").IsVisibleAsync());
    }

    [Fact]
    public async Task Redirect_in_place_of_a_refusal_ends_at_a_sign_in_page_that_says_200()
    {
        await using var lab = await LabServer.StartAsync();
        var cause = lab.Cause("refusal.as-redirect");
        await using var stranger = await NewContextAsync();
        var page = await stranger.NewPageAsync();
        var answer = await page.GotoAsync(cause.Url.ToString());
        Assert.Equal(200, answer!.Status);
        Assert.Equal(cause.Url + "/sign-in", page.Url);
        Assert.Equal(302, (await answer.Request.RedirectedFrom!.ResponseAsync())!.Status);
        Assert.True(await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).IsVisibleAsync());

        await using var told = await NewContextAsync(field: Basic);
        await SeesCuredAsync(told, cause.Url.ToString());
    }

    [Fact]
    public async Task Every_second_reload_is_refused_by_the_server_that_does_not_know_the_key()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var key = await GiveAsync(context, lab, "key");
        await context.SetExtraHTTPHeadersAsync([new("X-Api-Key", key)]);
        var page = await context.NewPageAsync();
        var seen = new List<(int, string?)>();
        for (var i = 0; i < 4; i++)
        {
            var answer = await page.GotoAsync(lab.Cause("replica.inconsistent").Url.ToString());
            seen.Add((answer!.Status, await answer.HeaderValueAsync("x-served-by")));
        }

        Assert.Equal([(200, "replica-1"), (401, "replica-2"), (200, "replica-1"), (401, "replica-2")], seen);
    }

    [Theory]
    [InlineData("session.expired-idle", "idle=3600")]
    [InlineData("session.expired-absolute", "age=46800")]
    [InlineData("session.unreadable", null)]
    public async Task Session_that_is_over_leads_to_the_sign_in_page_and_back(string id, string? age)
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        await BringAsync(
            context,
            lab,
            age is null ? "cut-off" : await GiveAsync(context, lab, "session?user=alice&" + age)
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(lab.Cause(id).Url.ToString());
        await SignInAgainAsync(page, lab, id);
    }

    [Theory]
    [InlineData("session.unknown", "forgotten")]
    [InlineData("session.revoked", "ended-by-operator")]
    public async Task Session_that_ends_while_it_is_used_leads_to_the_sign_in_page_and_back(string id, string by)
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var session = await GiveAsync(context, lab, "session?user=alice");
        await BringAsync(context, lab, session);
        var page = await SeesCuredAsync(context, lab.Cause(id).Url.ToString());
        await ActAsync(context, lab, $"session-end?session={session}&by={by}");
        await page.ReloadAsync();
        await SignInAgainAsync(page, lab, id);
    }

    [Fact]
    public async Task Form_of_another_origin_is_refused_and_that_of_the_site_itself_is_not()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(lab.Url + "_lab/sign-in");
        await PressAsync(page, "Sign in");
        await Assertions.Expect(page).ToHaveURLAsync(lab.Url.ToString());
        foreach (
            var (place, status, seen) in (IEnumerable<(LabPlace, int, string)>)
                [(LabPlace.Other, 403, "csrf.cross-site"), (LabPlace.Main, 200, "\"cured\":true")]
        )
        {
            await page.GotoAsync(lab.AddressOf(place) + "csrf.cross-site/page");
            var answer = await page.RunAndWaitForResponseAsync(
                () => PressAsync(page, "Order"),
                response => response.Request.Method == "POST"
            );
            Assert.Equal(status, answer.Status);
            await page.GetByText(seen).WaitForAsync();
        }
    }

    [Fact]
    public async Task Strict_cookie_stays_at_home_when_a_page_of_another_site_leads_here()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var cause = lab.Cause("cookie.not-sent-samesite");
        var page = await SignInAtAsync(context, cause);
        await page.GotoAsync(OtherSite(lab) + "cookie.not-sent-samesite/page");
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Go there" }).ClickAsync(),
            cause.Url.ToString()
        );
        Assert.Equal(401, answer.Status);
        await page.GetByText("Not signed in").WaitForAsync();
        Assert.Empty(cause.Arrived[^1].Lines("cookie"));
        await SeesCuredAsync(context, cause.Url.ToString());
    }

    [Theory]
    [InlineData("cookie.not-sent-path", "/api", "", "/shop")]
    [InlineData("cookie.expired", "", "?mended=1", "")]
    [InlineData("cookie.too-large", "", "?mended=1", "")]
    public async Task Sign_in_is_in_vain_while_the_browser_does_not_keep_or_send_the_cookie(
        string id,
        string asked,
        string mended,
        string right
    )
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var cause = lab.Cause(id);
        await SignInAtAsync(context, cause);
        await SeesAsync(context, cause.Url + asked, 401, "Not signed in");
        Assert.Empty(cause.Arrived[^1].Lines("cookie"));
        await SignInAtAsync(context, cause, mended);
        await SeesCuredAsync(context, cause.Url + right);
    }

    [Fact]
    public async Task Cookie_is_blocked_in_a_frame_of_another_site()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var cause = lab.Cause("cookie.blocked");
        var page = await context.NewPageAsync();
        await page.GotoAsync(OtherSite(lab) + "cookie.blocked/page");
        await page.SetContentAsync($"<iframe name=inner src='{cause.Url}/sign-in'></iframe>");
        var frame = page.FrameLocator("iframe");
        await frame.GetByRole(AriaRole.Button).ClickAsync();
        await frame.GetByText("Signed in").WaitForAsync();
        var inner = page.Frame("inner")!;
        Assert.Equal(401, (await inner.GotoAsync(cause.Url.ToString()))!.Status);
        await frame.GetByText("Not signed in").WaitForAsync();

        await SignInAtAsync(context, cause);
        await SeesCuredAsync(context, cause.Url.ToString());
    }

    [Theory]
    [InlineData("cors.origin-denied", true)]
    [InlineData("cors.method-denied", false)]
    [InlineData("cors.header-denied", false)]
    public async Task Page_that_the_rules_do_not_allow_is_told_nothing_and_its_request_is_not_sent(
        string id,
        bool ofAnotherSite
    )
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var cause = lab.Cause(id);
        await IsToldNothingAsync(context, (ofAnotherSite ? OtherSite(lab) : Other(lab)) + $"{id}/page");
        var asked = Assert.Single(cause.Arrived, request => request.Place == LabPlace.Main);
        Assert.Equal("OPTIONS", asked.Method);
        Assert.Equal(403, asked.Status);

        var page = await context.NewPageAsync();
        await page.GotoAsync(Other(lab) + $"{id}/page");
        Assert.Equal("200 true", await FetchAsync(page, cause.Url, "PUT", Basic, "application/json"));
    }

    [Fact]
    public async Task Page_cannot_read_a_refusal_that_forgets_who_may()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var cause = lab.Cause("cors.refusal-unreadable");
        var page = await IsToldNothingAsync(context, Other(lab) + "cors.refusal-unreadable/page");

        // Which was a 401 all the same.
        Assert.Equal(401, Assert.Single(cause.Arrived, request => Asked(request, "GET")).Status);
        Assert.Equal("200 true", await FetchAsync(page, cause.Url, "GET", "Bearer " + LabAccount.Password));
    }

    [Fact]
    public async Task Preflight_that_is_asked_for_credentials_stops_the_request()
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var cause = lab.Cause("preflight.refused");
        var page = await IsToldNothingAsync(context, Other(lab) + "preflight.refused/page");
        Assert.Equal(401, Assert.Single(cause.Arrived, request => Asked(request, "OPTIONS")).Status);
        Assert.DoesNotContain(cause.Arrived, request => Asked(request, "GET"));

        await RepairAsync(context, lab, "preflight.refused");
        Assert.Equal("200 true", await FetchAsync(page, cause.Url, "GET", "Bearer " + LabAccount.Password));
    }

    [Theory]
    [InlineData(LabPlace.TlsExpired, "This certificate has expired, and you took it.")]
    [InlineData(LabPlace.TlsWrongHost, "This certificate is another host's, and you took it.")]
    public async Task Browser_stops_at_a_bad_certificate_before_anything_is_sent(LabPlace place, string seen)
    {
        await using var lab = await LabServer.StartAsync();
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        var stopped = await Assert.ThrowsAsync<PlaywrightException>(() =>
            page.GotoAsync(lab.AddressOf(place) + "tls.failed")
        );
        Assert.Contains("net::ERR_CERT_", stopped.Message, StringComparison.Ordinal);
        Assert.Empty(lab.Cause("tls.failed").Arrived);

        await using var careless = await NewContextAsync(careless: true);
        await SeesAsync(careless, lab.AddressOf(place) + "tls.failed", 421, seen);
        await SeesCuredAsync(careless, lab.AddressOf(LabPlace.Tls) + "tls.failed");
    }

    [Fact]
    public async Task Browser_that_trusts_the_authority_tells_what_is_wrong_with_a_certificate_and_takes_the_good_one()
    {
        await using var lab = await LabServer.StartAsync();
        using var client = new HttpClient();
        var home = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        var authority = Path.Combine(home, "authority.pem");
        await File.WriteAllBytesAsync(authority, await client.GetByteArrayAsync(lab.Url + "_lab/authority.pem"));
        await using (var trusting = await browser.StartTrustingAsync(authority, home))
        {
            await using var context = await trusting.NewContextAsync();
            var page = await context.NewPageAsync();
            foreach (
                var (place, said) in (IEnumerable<(LabPlace, string)>)
                    [
                        (LabPlace.TlsExpired, "net::ERR_CERT_DATE_INVALID"),
                        (LabPlace.TlsWrongHost, "net::ERR_CERT_COMMON_NAME_INVALID"),
                    ]
            )
            {
                var stopped = await Assert.ThrowsAsync<PlaywrightException>(() =>
                    page.GotoAsync(lab.AddressOf(place) + "tls.failed")
                );
                Assert.Contains(said, stopped.Message, StringComparison.Ordinal);
            }

            Assert.Empty(lab.Cause("tls.failed").Arrived);
            await SeesCuredAsync(context, lab.AddressOf(LabPlace.Tls) + "tls.failed");
        }

        Directory.Delete(home, recursive: true);
    }

    [Theory]
    [InlineData("certificate.missing", null)]
    [InlineData("certificate.expired", "expired")]
    [InlineData("certificate.untrusted", "untrusted")]
    [InlineData("certificate.revoked", "revoked")]
    [InlineData("certificate.unmapped", "unmapped")]
    public async Task Person_shows_a_certificate(string id, string? shown)
    {
        await using var lab = await LabServer.StartAsync();
        var address = lab.AddressOf(LabPlace.TlsClient);
        await using var bad = await NewContextAsync(careless: true, certificate: await ShownAsync(lab, shown));
        await SeesAsync(bad, address + id, lab.Cause(id).Cause.Status, id);
        await using var good = await NewContextAsync(careless: true, certificate: await ShownAsync(lab, "alice"));
        await SeesCuredAsync(good, address + id);
    }

    private static string Basic { get; } =
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{LabAccount.Alice}:{LabAccount.Password}"));

    private static HttpCredentials PersonOf(string account) =>
        new() { Username = account, Password = LabAccount.Password };

    private static string Other(LabServer lab) => lab.AddressOf(LabPlace.Other).ToString();

    // Browsers tell sites by host name and not by port.
    private static string OtherSite(LabServer lab) => $"http://localhost:{lab.AddressOf(LabPlace.Other).Port}/";

    private static bool Asked(LabRequest request, string method) =>
        request.Place == LabPlace.Main && request.Method == method;

    private async Task<IBrowserContext> NewContextAsync(
        HttpCredentials? person = null,
        string? field = null,
        bool careless = false,
        ClientCertificate? certificate = null
    )
    {
        var context = await browser.NewContextAsync(
            new()
            {
                Locale = "en",
                HttpCredentials = person,
                IgnoreHTTPSErrors = careless,
                ExtraHTTPHeaders = field is null ? [] : [new("Authorization", field)],
                ClientCertificates = certificate is null ? [] : [certificate],
            }
        );
        return context;
    }

    // The person who presses Cancel; what the browser showed when it asked.
    private static async Task<IReadOnlyList<string>> GiveUpWhenAskedAsync(IPage page)
    {
        var asked = new List<string>();
        var debugger = await page.Context.NewCDPSessionAsync(page);
        debugger.Event("Fetch.requestPaused").OnEvent += async (_, paused) =>
            await debugger.SendAsync("Fetch.continueRequest", Told(paused));
        debugger.Event("Fetch.authRequired").OnEvent += async (_, paused) =>
        {
            var challenge = paused!.Value.GetProperty("authChallenge");
            asked.Add($"{challenge.GetProperty("scheme").GetString()} {challenge.GetProperty("realm").GetString()}");
            await debugger.SendAsync(
                "Fetch.continueWithAuth",
                Told(paused, ("authChallengeResponse", new { response = "CancelAuth" }))
            );
        };
        await debugger.SendAsync(
            "Fetch.enable",
            new Dictionary<string, object>(StringComparer.Ordinal) { ["handleAuthRequests"] = true }
        );
        return asked;
    }

    private static Dictionary<string, object> Told(JsonElement? paused, params (string Name, object Value)[] more) =>
        more.Append(("requestId", paused!.Value.GetProperty("requestId").GetString()!))
            .ToDictionary(part => part.Item1, part => part.Item2, StringComparer.Ordinal);

    private static async Task<IPage> SeesAsync(IBrowserContext context, string address, int status, string seen)
    {
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(address);
        Assert.Equal(status, answer!.Status);
        Assert.Contains(seen, await page.TextContentAsync("body"), StringComparison.Ordinal);
        return page;
    }

    private static Task<IPage> SeesCuredAsync(IBrowserContext context, string address) =>
        SeesAsync(context, address, 200, "\"cured\":true");

    private static async Task<IPage> IsToldNothingAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        await page.GetByText("The page is told: Failed to fetch").WaitForAsync();
        return page;
    }

    private static Task PressAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    // The cause is in the address, the form is filled in, and its button leads back to where the person was.
    private static async Task SignInAgainAsync(IPage page, LabServer lab, string id)
    {
        Assert.StartsWith($"{lab.Url}_lab/sign-in?return=%2F{id}", page.Url, StringComparison.Ordinal);
        Assert.Contains("cause=" + id, page.Url, StringComparison.Ordinal);
        await PressAsync(page, "Sign in");
        await Assertions.Expect(page).ToHaveURLAsync(lab.Cause(id).Url.ToString());
        await page.GetByText("\"cured\":true").WaitForAsync();
    }

    private static async Task<IPage> SignInAtAsync(IBrowserContext context, LabCause cause, string rest = "")
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{cause.Url}/sign-in{rest}");
        await PressAsync(page, "Sign in");
        await page.GetByText("Signed in").WaitForAsync();
        return page;
    }

    private static async Task BringAsync(IBrowserContext context, LabServer lab, string session) =>
        await context.AddCookiesAsync([
            new()
            {
                Name = "gatehouse",
                Value = session,
                Url = lab.Url.ToString(),
            },
        ]);

    private static async Task<string> GiveAsync(IBrowserContext context, LabServer lab, string hand) =>
        await (await context.APIRequest.GetAsync($"{lab.Url}_lab/{hand}")).TextAsync();

    private static async Task ActAsync(IBrowserContext context, LabServer lab, string hand) =>
        Assert.Equal(200, (await context.APIRequest.PostAsync($"{lab.Url}_lab/{hand}")).Status);

    private static Task RepairAsync(IBrowserContext context, LabServer lab, string id) =>
        ActAsync(context, lab, $"operator?cause={id}&do=repair");

    private static async Task<ClientCertificate?> ShownAsync(LabServer lab, string? name)
    {
        if (name is null)
        {
            return null;
        }

        using var client = new HttpClient();
        var file = await client.GetByteArrayAsync(new Uri(lab.Url, $"_lab/certificates/{name}.pem"));
        return new()
        {
            Origin = lab.AddressOf(LabPlace.TlsClient).GetLeftPart(UriPartial.Authority),
            Cert = file,
            Key = file,
        };
    }

    private static Task<string> FetchAsync(
        IPage page,
        Uri address,
        string method,
        string credentials,
        string? type = null
    ) =>
        page.EvaluateAsync<string>(
            """
            async ([address, method, authorization, type]) => {
              const answer = await fetch(address, {
                method,
                headers: type ? { authorization, 'content-type': type } : { authorization },
              });
              return `${answer.status} ${(await answer.json()).cured}`;
            }
            """,
            new[] { address.ToString(), method, credentials, type }
        );
}
