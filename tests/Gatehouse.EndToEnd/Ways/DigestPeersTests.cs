using System.Text;
using Gatehouse.Client;
using Gatehouse.EndToEnd.Clients;
using Gatehouse.EndToEnd.Dress;
using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>Who answers Digest by itself, at the gateway.</summary>
public sealed class DigestPeersTests(DigestSite site, Browser browser) : IClassFixture<DigestSite>
{
    private const string Account = $"'alice:{DigestSite.Password}'";

    [Fact]
    public async Task Curl_gets_in_with_sha_256_and_is_proved_to_that_the_gateway_knows_the_password()
    {
        var url = site.At("/api/x?a=b");
        var said = await Shell.RunAsync(
            $"curl -sv --digest -u {Account} '{url}' '{url}' 2>&1 | grep -E '^(< HTTP|> Authorization|< Authentication-Info)'"
        );
        Assert.Equal(2, Count(said, "< HTTP/1.1 200"));
        Assert.Equal(2, Count(said, "algorithm=SHA-256"));
        Assert.Equal(2, Count(said, "rspauth="));
    }

    [Fact]
    public async Task Curl_gets_in_with_md5_where_that_is_all_there_is_and_with_a_body()
    {
        await using var old = await DigestSite.StartAsync("{ algorithms: [md5] }");
        Assert.Equal(
            "200",
            await Shell.RunAsync(
                $"curl -s -o /dev/null -w '%{{http_code}}' --digest -u {Account} -d a=b '{old.At("/echo")}'"
            )
        );
    }

    [Fact]
    public async Task Wget_gets_in_with_the_md5_that_stands_behind()
    {
        var said = await Shell.RunAsync(
            $"wget -q -S -O /dev/null --user alice --password '{DigestSite.Password}' '{site.At("/api/x")}' 2>&1"
        );
        Assert.Contains("HTTP/1.1 200", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_requests_gets_in_and_goes_on_with_its_nonce()
    {
        const string Script =
            "import sys, requests; s = requests.Session(); s.auth = requests.auth.HTTPDigestAuth('alice', sys.argv[1]); print(*[s.get(u).status_code for u in sys.argv[2:]])";
        Assert.SkipUnless(
            await Shell.RunAsync("python3 -c 'import requests; print(1)'") == "1\n",
            "Python's requests is not here: not run."
        );
        Assert.Equal(
            "200 200 200\n",
            await Shell.RunAsync(
                $"python3 -c \"{Script}\" '{DigestSite.Password}' '{site.At("/api/x")}' '{site.At("/api/y?a=b")}' '{site.At("/api/x")}'"
            )
        );
    }

    [Fact]
    public async Task Chromium_gets_in_and_loads_what_the_page_needs_without_asking_again()
    {
        await using var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                HttpCredentials = new HttpCredentials { Username = "alice", Password = DigestSite.Password },
            }
        );
        var page = await context.NewPageAsync();
        foreach (var target in (string[])["/api/x", "/api/y?a=b"])
        {
            var answer = await page.GotoAsync(site.At(target));
            Assert.Equal(200, answer!.Status);
            Assert.Contains("alice", await page.TextContentAsync("body"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{ algorithms: [sha-512-256] }", false)]
    [InlineData("{ algorithms: [sha-256-sess], qop: [auth-int], userhash: true }", true)]
    [InlineData("{ algorithms: [sha-256], qop: [auth, auth-int], userhash: true }", true)]
    public async Task Gatehouse_client_gets_in_whatever_is_offered_and_wants_the_proof(string digest, bool body)
    {
        await using var other = await DigestSite.StartAsync(digest);
        using var client = new CountedClient(
            other.Gateway.Address,
            options =>
                options.Digest(
                    "alice",
                    DigestSite.Password,
                    chosen =>
                    {
                        chosen.ProtectBodies = body;
                        chosen.RequireServerProof = true;
                    }
                )
        );
        Assert.Equal(200, await client.GetAsync("/api/x"));
        using var content = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.Http.PostAsync(
            new Uri("/echo", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(3, client.Sent);
    }

    [Fact]
    public async Task Proxy_that_rewrites_is_allowed_for_where_it_is_listed_and_says_what_was_asked_for()
    {
        await using var listed = await DigestSite.StartAsync("{ rewriting-proxies: [127.0.0.1/32] }");
        var recipe = new RewritingNginx(listed.Gateway.Address, "X-Original-URI");
        Assert.SkipUnless(recipe.Needs.All(File.Exists), "nginx is not installed: not run.");
        await using var proxy = await DressedServer.StartAsync(recipe, "");
        Assert.Equal("200", await ThroughAsync(proxy));

        await using var silent = await DressedServer.StartAsync(
            new RewritingNginx(listed.Gateway.Address, "X-Other"),
            ""
        );
        Assert.Equal("400", await ThroughAsync(silent));

        await using var unlisted = await DressedServer.StartAsync(
            new RewritingNginx(site.Gateway.Address, "X-Original-URI"),
            ""
        );
        Assert.Equal("400", await ThroughAsync(unlisted));

        static Task<string> ThroughAsync(DressedServer proxy) =>
            Shell.RunAsync(
                $"curl -s -o /dev/null -w '%{{http_code}}' --digest -u {Account} '{new Uri(proxy.Address, "/shop/x?a=b")}'"
            );
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
