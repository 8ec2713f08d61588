using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd;

/// <summary>Pages of other origins, in a real browser.</summary>
public sealed class CrossOriginBrowserTests(Browser browser, CrossOriginBrowserTests.Sites sites)
    : IClassFixture<CrossOriginBrowserTests.Sites>
{
    private string Gateway => sites.Site.Gateway.Address.GetLeftPart(UriPartial.Authority);

    private string Shop => sites.Shop;

    [Theory]
    [InlineData("/shop/x", null, "credentials.missing", "Basic realm=\"Example\"")]
    [InlineData("/shop/x", "Bearer a.b.c", "token.malformed", "Basic realm=\"Example\"")]
    [InlineData("/shop/x", "Basic YWxpY2U6d3Jvbmc=", "credentials.rejected", "Basic realm=\"Example\"")]
    [InlineData("/tokens/x", null, "credentials.missing", "Key realm=\"Example\"")]
    [InlineData("/tokens/x", "Bearer a.b.c", "token.malformed", "error=\"invalid_token\"")]
    public async Task Page_of_an_allowed_origin_reads_status_cause_reference_and_challenge(
        string path,
        string? credentials,
        string cause,
        string challenge
    )
    {
        await using var context = await browser.NewContextAsync();
        var page = await OpenAsync(context, Shop);

        // Where Basic is offered, Chromium asks the person first when a page of its own site includes credentials.
        var include = path == "/tokens/x";
        foreach (var method in (string[])["GET", "PUT"])
        {
            var seen = await FetchAsync(page, Gateway + path, method, credentials, include);
            Assert.Equal(401, seen.GetProperty("status").GetInt32());
            Assert.Equal(cause, seen.GetProperty("body").GetProperty("cause").GetString());
            Assert.Equal(
                seen.GetProperty("body").GetProperty("reference").GetString(),
                seen.GetProperty("reference").GetString()
            );
            Assert.Contains(challenge, seen.GetProperty("challenge").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_of_an_allowed_origin_is_let_in_with_good_credentials()
    {
        await using var context = await browser.NewContextAsync();
        var page = await OpenAsync(context, Shop);
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("alice:" + CrossOriginSite.Password));
        var seen = await FetchAsync(page, $"{Gateway}/shop/x", "PUT", "Basic " + basic);
        Assert.Equal(200, seen.GetProperty("status").GetInt32());
        Assert.Equal("PUT", seen.GetProperty("body").GetProperty("method").GetString());
    }

    [Fact]
    public async Task Page_of_another_origin_learns_nothing()
    {
        await using var context = await browser.NewContextAsync();
        var page = await OpenAsync(context, Shop.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        foreach (var credentials in (string?[])[null, "Bearer a.b.c"])
        {
            var seen = await FetchAsync(page, $"{Gateway}/shop/x", "GET", credentials);
            Assert.Equal("TypeError", seen.GetProperty("error").GetString());
        }
    }

    [Fact]
    public async Task Page_of_the_site_itself_goes_on_with_what_the_browser_remembers()
    {
        await using var context = await browser.NewContextAsync();
        var page = await SignInAsync(context);
        var before = await RefusedAsync();
        var posted = await FetchAsync(page, "/plain/x", "POST", credentials: null);
        Assert.Equal(200, posted.GetProperty("status").GetInt32());
        Assert.Equal("open", await SocketAsync(page, "/plain/socket"));
        Assert.Equal("open", await SocketAsync(page, "/in/socket"));
        Assert.Equal(before, await RefusedAsync());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Page_of_another_site_cannot_act_with_what_the_browser_remembers(string host)
    {
        await using var context = await browser.NewContextAsync();
        await SignInAsync(context);
        var session = await SignedInSession.BeginAsync(sites.Site.Gateway, "alice");
        await context.AddCookiesAsync([
            new()
            {
                Name = "gatehouse",
                Value = session.Cookie,
                Domain = "127.0.0.1",
                Path = "/",
            },
        ]);
        var page = await OpenAsync(context, Shop.Replace("127.0.0.1", host, StringComparison.Ordinal));

        var before = await RefusedAsync();

        // Whatever the browser attaches of its own accord, the sockets do not open.
        Assert.Equal("closed 1006", await SocketAsync(page, $"{Gateway}/plain/socket"));
        Assert.Equal("closed 1006", await SocketAsync(page, $"{Gateway}/in/socket"));
        if (host == "127.0.0.1")
        {
            // Another port of the same host: cookies go along, whatever SameSite says.
            Assert.InRange(await RefusedAsync() - before, 1, 2);
        }

        foreach (var type in (string[])["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
        {
            await page.GotoAsync(Shop.Replace("127.0.0.1", host, StringComparison.Ordinal));
            await page.SetContentAsync(
                $"<form method=post enctype='{type}' action='{Gateway}/plain/x'><input name=a value=b><button>Go</button></form>"
            );
            var answer = await page.RunAndWaitForResponseAsync(
                () => page.ClickAsync("button"),
                response => response.Url == $"{Gateway}/plain/x"
            );
            Assert.Equal(403, answer.Status);
            Assert.Contains("csrf.cross-site", await answer.TextAsync(), StringComparison.Ordinal);
        }
    }

    // How many requests the journal says were refused as another site's.
    private async Task<int> RefusedAsync()
    {
        var said = (await sites.Site.Gateway.CommandAsync("denials", "--cause", "csrf.cross-site", "--json")).Output;
        using var entries = JsonDocument.Parse(said);
        return entries.RootElement.GetArrayLength();
    }

    private async Task<IPage> SignInAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var password = Uri.EscapeDataString(CrossOriginSite.Password);
        var answer = await page.GotoAsync($"http://alice:{password}@{sites.Site.Gateway.Address.Authority}/plain/x");
        Assert.Equal(200, answer!.Status);

        // Without them in the address: a page whose address has a password may not fetch.
        answer = await page.GotoAsync($"{Gateway}/plain/x");
        Assert.Equal(200, answer!.Status);
        return page;
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    private static async Task<JsonElement> FetchAsync(
        IPage page,
        string address,
        string method,
        string? credentials,
        bool include = false
    ) =>
        (
            await page.EvaluateAsync(
                """
                async ([address, method, credentials, attached]) => {
                  try {
                    const answer = await fetch(address, {
                      method,
                      credentials: attached,
                      headers: credentials ? { authorization: credentials } : {},
                    });
                    return {
                      status: answer.status,
                      reference: answer.headers.get('gatehouse-reference'),
                      challenge: answer.headers.get('www-authenticate'),
                      body: await answer.json(),
                    };
                  } catch (error) {
                    return { error: error.name };
                  }
                }
                """,
                new[] { address, method, credentials, include ? "include" : "same-origin" }
            )
        )!.Value;

    private static Task<string> SocketAsync(IPage page, string address) =>
        page.EvaluateAsync<string>(
            """
            address => new Promise(done => {
              const socket = new WebSocket(new URL(address, location.href).href.replace('http', 'ws'));
              socket.onopen = () => { done('open'); socket.close(); };
              socket.onclose = event => done('closed ' + event.code);
            })
            """,
            address
        );

    /// <summary>The site, and the shop whose pages call it.</summary>
    public sealed class Sites : IAsyncLifetime
    {
        private UpstreamSite _shop = null!;

        public CrossOriginSite Site { get; private set; } = null!;

        public string Shop => _shop.Address.GetLeftPart(UriPartial.Authority);

        public async ValueTask InitializeAsync()
        {
            _shop = await UpstreamSite.StartAsync();
            Site = await CrossOriginSite.StartAsync([
                $"{{ path: /shop/**, upstream: app, schemes: [bearer, basic], cors: {{ origins: [{Shop}], methods: [GET, PUT], headers: [authorization], credentials: true }} }}",
                $"{{ path: /tokens/**, upstream: app, schemes: [bearer, key], cors: {{ origins: [{Shop}], methods: [GET, PUT], headers: [authorization], credentials: true }} }}",
                "{ path: /in/**, upstream: app, schemes: [session, basic] }",
            ]);
        }

        public async ValueTask DisposeAsync()
        {
            await Site.DisposeAsync();
            await _shop.DisposeAsync();
        }
    }
}
