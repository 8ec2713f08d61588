using System.Text;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Tests.Checks;

public class CrossSiteCheckTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly FormTokens Tokens = new([
        new SiteKey(1, KeyPurpose.Cookie, new byte[32], DateTimeOffset.UnixEpoch),
    ]);
    private static readonly (string, string) CrossSite = ("Sec-Fetch-Site", "cross-site");

    [Theory]
    [InlineData("Upgrade", "websocket")]
    [InlineData("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]
    public async Task Upgrade_by_another_sites_page_is_refused_though_its_method_is_safe(string name, string value)
    {
        Assert.Equal("csrf.cross-site", await AskAsync("GET", Basic, CrossSite, (name, value)));
        Assert.Equal(
            "csrf.cross-site",
            await AskAsync("GET", Session, ("Origin", "https://evil.example"), (name, value))
        );
        Assert.Equal("passed", await AskAsync("GET", Session, ("Origin", "https://site.example"), (name, value)));
        Assert.Equal("passed", await AskAsync("GET", Session, (name, value)));
        Assert.Equal("not asked", await AskAsync("GET", Bearer, CrossSite, (name, value)));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("CONNECT")]
    [InlineData("post")]
    [InlineData("BREW")]
    public async Task Every_method_that_is_not_safe_is_asked_about(string method)
    {
        Assert.Equal("csrf.cross-site", await AskAsync(method, Basic, CrossSite));
        Assert.Equal("csrf.cross-site", await AskAsync(method, Session, ("Sec-Fetch-Site", "same-site")));
        Assert.Equal("not asked", await AskAsync(method, Bearer, CrossSite));
    }

    [Theory]
    [InlineData("https://site.example", true)]
    [InlineData("https://public.example:8443", true)]
    [InlineData("HTTPS://PUBLIC.EXAMPLE:8443", true)]
    [InlineData("https://public.example", false)]
    [InlineData("http://site.example", false)]
    [InlineData("https://site.example:8443", false)]
    [InlineData("https://site.example.", false)]
    [InlineData("https://site.example/", false)]
    [InlineData("https://site.example.evil.example", false)]
    [InlineData("https://evil-site.example", false)]
    [InlineData("https://evil.site.example", false)]
    [InlineData("https://user@site.example", false)]
    [InlineData("https://site.example, https://evil.example", false)]
    [InlineData("https://", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public async Task Origin_is_this_site_or_another_whole(string origin, bool own) =>
        Assert.Equal(own ? "passed" : "csrf.cross-site", await AskAsync("POST", Basic, ("Origin", origin)));

    [Theory]
    [InlineData(true, "site.example:443", "https://site.example", true)]
    [InlineData(false, "site.example:80", "http://site.example", true)]
    [InlineData(true, "site.example:80", "https://site.example", false)]
    [InlineData(true, "[2001:db8::1]:8443", "https://[2001:db8::1]:8443", true)]
    [InlineData(true, "", "https://", false)]
    [InlineData(true, ":443", "https://", false)]
    public async Task Port_that_a_browser_leaves_out_is_no_difference(
        bool https,
        string authority,
        string origin,
        bool own
    ) =>
        Assert.Equal(
            own ? "passed" : "csrf.cross-site",
            Words(await FindAsync("POST", Basic, [("Origin", origin)], https: https, authority: authority))
        );

    [Fact]
    public async Task Words_of_a_browser_that_come_twice_are_no_browsers()
    {
        Assert.Equal("csrf.cross-site", await AskAsync("POST", Basic, ("Sec-Fetch-Site", "same-origin"), CrossSite));
        Assert.Equal(
            "csrf.cross-site",
            await AskAsync("POST", Basic, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "same-origin"))
        );
        Assert.Equal(
            "csrf.cross-site",
            await AskAsync("POST", Basic, ("Origin", "https://site.example"), ("Origin", "https://evil.example"))
        );
        Assert.Equal(
            "csrf.cross-site",
            Words(
                await FindAsync(
                    "POST",
                    Basic,
                    [("Origin", "https://shop.example"), ("Origin", "https://evil.example")],
                    Trusting(credentials: true)
                )
            )
        );
    }

    [Theory]
    [InlineData(true, "https://shop.example", "passed")]
    [InlineData(true, "https://SHOP.example", "csrf.cross-site")]
    [InlineData(true, "https://evil.example", "csrf.cross-site")]
    [InlineData(false, "https://shop.example", "csrf.cross-site")]
    public async Task Origin_of_the_routes_cors_is_trusted_where_it_may_send_credentials(
        bool credentials,
        string origin,
        string words
    ) =>
        Assert.Equal(
            words,
            Words(await FindAsync("POST", Session, [("Origin", origin), CrossSite], Trusting(credentials)))
        );

    [Fact]
    public async Task Any_origin_is_not_every_origin_trusted()
    {
        var any = new CorsRules
        {
            Origins = ["*"],
            Methods = [],
            Headers = [],
        };
        Assert.Equal(
            "csrf.cross-site",
            Words(await FindAsync("POST", Basic, [("Origin", "https://shop.example"), CrossSite], any))
        );
    }

    [Theory]
    [InlineData(Form)]
    [InlineData("Application/X-WWW-Form-Urlencoded; charset=utf-8")]
    [InlineData("multipart/form-data; boundary=XX")]
    [InlineData("text/plain")]
    [InlineData("text/plain; x=application/json")]
    [InlineData(null)]
    public async Task Form_of_a_session_needs_its_token_where_the_browser_says_nothing(string? type)
    {
        var typed = type is null ? [] : ((string, string)[])[("Content-Type", type)];
        Assert.Equal("csrf.token-missing", await AskAsync("POST", Session, typed));
        Assert.Equal("passed", await AskAsync("POST", Basic, typed));
        Assert.Equal("passed", await AskAsync("POST", Session, [.. typed, ("Sec-Fetch-Site", "same-origin")]));
        Assert.Equal("passed", await AskAsync("POST", Session, [.. typed, ("Origin", "https://site.example")]));
        Assert.Equal("passed", await AskAsync("POST", Session, [.. typed, ("X-CSRF-Token", Tokens.Create("s1"))]));
        Assert.Equal(
            "csrf.token-invalid",
            await AskAsync("POST", Session, [.. typed, ("X-CSRF-Token", Tokens.Create("s2"))])
        );
        Assert.Equal("csrf.token-invalid", await AskAsync("POST", Session, [.. typed, ("X-CSRF-Token", "")]));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/xml")]
    [InlineData("application/grpc-web")]
    public async Task Content_that_no_form_can_send_needs_no_token(string type) =>
        Assert.Equal("passed", await AskAsync("POST", Session, ("Content-Type", type)));

    [Fact]
    public async Task Token_stands_in_the_form()
    {
        var good = Tokens.Create("s1");
        Assert.Equal("passed", await SendAsync(Form, $"a=b&csrf_token={good}&c=d"));
        Assert.Equal("passed", await SendAsync("multipart/form-data; boundary=XX", Multipart(good)));
        Assert.Equal("csrf.token-missing", await SendAsync(Form, "a=b"));
        Assert.Equal("csrf.token-missing", await SendAsync("text/plain", $"csrf_token={good}"));
        Assert.Equal("csrf.token-missing", await SendAsync("multipart/form-data; boundary=YY", Multipart(good)));
        Assert.Equal("csrf.token-invalid", await SendAsync(Form, "csrf_token="));
        Assert.Equal("csrf.token-invalid", await SendAsync(Form, $"csrf_token={Tokens.Create("s2")}"));
        Assert.Equal("csrf.token-invalid", await SendAsync(Form, $"csrf_token={good}&csrf_token={good}"));
        Assert.Equal(
            "csrf.token-invalid",
            await SendAsync("multipart/form-data; boundary=XX", Multipart(Tokens.Create("s2")))
        );
    }

    [Fact]
    public async Task Token_of_the_field_alone_counts_where_both_are_sent()
    {
        var good = Tokens.Create("s1");
        Assert.Equal("passed", await SendAsync(Form, "csrf_token=x", ("X-CSRF-Token", good)));
        Assert.Equal("csrf.token-invalid", await SendAsync(Form, $"csrf_token={good}", ("X-CSRF-Token", "x")));
        Assert.Equal("csrf.token-invalid", await SendAsync(Form, "", ("X-CSRF-Token", good), ("X-CSRF-Token", good)));
    }

    [Fact]
    public async Task Token_does_not_outweigh_what_the_browser_says() =>
        Assert.Equal(
            "csrf.cross-site",
            await AskAsync("POST", Session, ("Content-Type", Form), CrossSite, ("X-CSRF-Token", Tokens.Create("s1")))
        );

    [Fact]
    public async Task Public_route_serves_another_sites_page_without_the_visitors_name()
    {
        foreach (var principal in (Principal[])[Basic, Session])
        {
            var decision = new Decision();
            var finding = await FindAsync(
                "POST",
                principal,
                [CrossSite],
                access: RouteAccess.Everyone,
                decision: decision
            );
            Assert.True(Assert.IsType<Passed>(finding).Settles);
            Assert.Null(decision.Principal);
        }
    }

    [Fact]
    public async Task Page_of_the_gateways_own_is_no_public_route()
    {
        var decision = new Decision();
        var finding = await FindAsync(
            "POST",
            Session,
            [CrossSite],
            access: RouteAccess.Everyone,
            decision: decision,
            endpoint: "sign-out"
        );
        Assert.Equal("csrf.cross-site", Words(finding));
    }

    private static Principal Basic { get; } = Person("basic", attached: true, session: null);

    private static Principal Session { get; } = Person("session", attached: true, "s1");

    private static Principal Bearer { get; } = Person("bearer", attached: false, session: null);

    private static Principal Person(string scheme, bool attached, string? session) =>
        new()
        {
            Kind = PrincipalKind.Person,
            Name = "alice",
            Scheme = scheme,
            AttachedByBrowser = attached,
            SessionId = session,
        };

    private static CorsRules Trusting(bool credentials) =>
        new()
        {
            Origins = ["https://shop.example"],
            Methods = [],
            Headers = [],
            Credentials = credentials,
        };

    private static string Multipart(string token) =>
        $"--XX\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n{token}\r\n--XX--\r\n";

    private static async Task<string> AskAsync(
        string method,
        Principal principal,
        params (string Name, string Value)[] headers
    ) => Words(await FindAsync(method, principal, headers));

    private static async Task<string> SendAsync(
        string type,
        string body,
        params (string Name, string Value)[] headers
    ) => Words(await FindAsync("POST", Session, [("Content-Type", type), .. headers], body: new TextBody(type, body)));

    private static async Task<Finding> FindAsync(
        string method,
        Principal principal,
        (string Name, string Value)[] headers,
        CorsRules? cors = null,
        bool https = true,
        string authority = "site.example",
        RouteAccess access = RouteAccess.SignedIn,
        RequestBody? body = null,
        Decision? decision = null,
        string? endpoint = null
    )
    {
        decision ??= new Decision();
        var route = new Route
        {
            Name = "/**",
            Path = PathPattern.Parse("/**"),
            Cors = cors,
            Access = access,
            Endpoint = endpoint,
        };
        decision.Reset(
            new Site { PublicUrl = new Uri("https://public.example:8443"), Routes = new RouteTable([route]) },
            new RequestFacts
            {
                Method = method,
                Target = "/x",
                Path = CanonicalPath.Read("/x"),
                Host = HostName.Fold(authority),
                Authority = authority,
                Headers = new HeaderLineList(headers.Select(field => new HeaderLine(field.Name, field.Value))),
                Https = https,
                Peer = System.Net.IPAddress.Loopback,
                Client = System.Net.IPAddress.Loopback,
                ReceivedAt = DateTimeOffset.UnixEpoch,
                Body = body,
            }
        );
        decision.Enter(0);
        decision.Principal = principal;
        return await new CrossSiteCheck(Tokens).ExamineAsync(decision, CancellationToken.None);
    }

    private static string Words(Finding finding) =>
        finding switch
        {
            Failed failed => failed.Cause.Id,
            Passed => "passed",
            NotApplicable => "not asked",
            _ => finding.ToString()!,
        };

    private sealed class TextBody(string type, string text) : RequestBody
    {
        public override string? ContentType => type;

        public override ValueTask<ReadOnlyMemory<byte>> PeekAsync(int limit, CancellationToken cancellationToken) =>
            new(Encoding.UTF8.GetBytes(text).AsMemory(0, Math.Min(limit, text.Length)));
    }
}
