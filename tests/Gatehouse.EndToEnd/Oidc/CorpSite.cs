using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Oidc;

/// <summary>A gateway, the site behind it and the provider that its people sign in with.</summary>
internal sealed class CorpSite : IAsyncDisposable
{
    private CorpSite(UpstreamSite upstream, SignInProvider provider, RunningGateway gateway)
    {
        Upstream = upstream;
        Provider = provider;
        Gateway = gateway;
    }

    public UpstreamSite Upstream { get; }

    public SignInProvider Provider { get; }

    public RunningGateway Gateway { get; }

    public static async Task<CorpSite> StartAsync(
        string more = "",
        string issuerEnd = "",
        string secret = "a secret of the provider",
        string client = "gatehouse",
        bool https = false,
        string? configuration = null
    )
    {
        var upstream = await UpstreamSite.StartAsync();
        var provider = new SignInProvider();
        var gateway = await RunningGateway.StartAsync(
            configuration
                ?.Replace("http://127.0.0.1:8080", "LISTEN", StringComparison.Ordinal)
                .Replace(
                    "http://127.0.0.1:3000",
                    upstream.Address.GetLeftPart(UriPartial.Authority),
                    StringComparison.Ordinal
                )
                .Replace("http://127.0.0.1:4000", provider.Address, StringComparison.Ordinal)
                ?? $$"""
                listen: [LISTEN]
                contact: help@example.com
                roles: { admin: [orders:read], clerk: [orders:read] }
                upstreams: { app: {{upstream.Address.GetLeftPart(UriPartial.Authority)}} }
                providers:
                  corp:
                    type: oidc
                    issuer: "{{provider.Address}}{{issuerEnd}}"
                    client-id: {{client}}
                    client-secret: { file: ./corp-secret }
                    audience: orders
                    scopes: [profile, email, groups]
                    roles: { claim: groups, map: { idp-admins: admin } }
                    {{more}}
                routes:
                  - { path: /strong/**, upstream: app, schemes: [session], require: { factor: 2 } }
                  - { path: /fresh/**, upstream: app, schemes: [session], require: { fresh: 10s } }
                  - { path: /**, upstream: app, schemes: [session] }
                """,
            folder => File.WriteAllText(Path.Combine(folder, "corp-secret"), secret)
        );
        await provider.StartAsync(
            gateway,
            https ? provider.Address.Replace("http:", "https:", StringComparison.Ordinal) : null
        );
        return new CorpSite(upstream, provider, gateway);
    }

    public string Url(string path) => new Uri(Gateway.Address, path).AbsoluteUri;

    /// <summary>Goes to a page, signs in at the provider and comes back; the last answer.</summary>
    public async Task<IResponse?> SignInAsync(IPage page, string path, string name = "alice")
    {
        await page.GotoAsync(Url(path));
        await GoToProviderAsync(page);
        return await FinishAsync(page, name);
    }

    /// <summary>Signs in and arrives; fails with what the page says instead.</summary>
    public async Task ArriveAsync(IPage page, string path)
    {
        await SignInAsync(page, path);
        Assert.True(
            string.Equals(page.Url, Url(path), StringComparison.Ordinal),
            page.Url + "\n" + await page.InnerTextAsync("body") + "\n" + Gateway.Said
        );
    }

    /// <summary>From the sign-in page to the provider's own.</summary>
    public static Task GoToProviderAsync(IPage page) => page.Locator("a[href*='sign-in/corp']").ClickAsync();

    /// <summary>Signs in at the provider's page and allows what is asked for, until the browser is back here.</summary>
    public async Task<IResponse?> FinishAsync(IPage page, string name = "alice")
    {
        IResponse? last = null;
        page.Response += (_, response) => last = response.Request.IsNavigationRequest ? response : last;
        await page.FillAsync("input[name=login]", name);
        await page.FillAsync("input[name=password]", "any");
        await SendAsync(page);
        await AllowAsync(page);
        return last;
    }

    /// <summary>The consent of the provider's page, where it asks.</summary>
    public async Task AllowAsync(IPage page)
    {
        while (page.Url.StartsWith(Provider.Address, StringComparison.Ordinal))
        {
            await SendAsync(page);
        }
    }

    private static async Task SendAsync(IPage page)
    {
        var before = page.Url;
        await page.ClickAsync("button[type=submit]");
        await page.ArriveAsync(url => !string.Equals(url, before, StringComparison.Ordinal));
    }

    /// <summary>What the operator is told of the refusal that a page shows.</summary>
    public async Task<string> ExplainAsync(IPage page)
    {
        var reference = await page.Locator("dd code").First.InnerTextAsync();
        return await Eventually.HoldsAsync(
            async () => (await Gateway.CommandAsync("explain", reference)).Output,
            told =>
                told.Contains("provider", StringComparison.Ordinal)
                && told.Contains("problem", StringComparison.Ordinal)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Provider.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
