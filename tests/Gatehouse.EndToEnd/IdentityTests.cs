using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Protocol.Jose;
using static Gatehouse.EndToEnd.Harness.OrdersSite;
using static Gatehouse.EndToEnd.Harness.UpstreamSite;

namespace Gatehouse.EndToEnd;

public sealed class IdentityTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    public static TheoryData<string> Spellings =>
        [
            "X-Forwarded-User",
            "x-forwarded-user",
            "X-FORWARDED-USER",
            "X_Forwarded_User",
            "X_Forwarded-User",
            "X.Forwarded.User",
            "X-Forwarded.User",
            "XForwardedUser",
            "x--forwarded--user",
            "X-Forwarded-Groups",
            "X_Forwarded_Groups",
            "X-Forwarded-Email",
            "X-Forwarded-Scopes",
            "Gatehouse-Assertion",
            "gatehouse_assertion",
            "Gatehouse-Anything",
            "Remote-User",
            "Remote_User",
        ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Identity_that_the_client_claims_never_reaches_the_upstream_in_any_spelling(string name)
    {
        foreach (var target in (string[])["/public/x", "/any/x"])
        {
            var echo = await Echo.ReadAsync(
                await site.GetAsync(
                    target,
                    request =>
                    {
                        Field("X-Api-Key", site.Key)(request);
                        Field(name, "admin", "root")(request);
                        Field("Connection", name)(request);
                    }
                )
            );
            Assert.DoesNotContain(
                echo.Fields,
                field =>
                    field[1].Contains("admin", StringComparison.Ordinal)
                    || field[1].Contains("root", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Who_it_is_reaches_the_upstream_whatever_connection_says()
    {
        var echo = await Echo.ReadAsync(
            await site.GetAsync(
                "/any/x",
                request =>
                {
                    Field("X-Api-Key", site.Key)(request);
                    Field("Connection", "close, x-forwarded-user, X-Forwarded-For, gatehouse-assertion")(request);
                }
            )
        );
        Assert.Equal(["alice"], echo.Values("X-Forwarded-User"));
        Assert.Equal(["clerk"], echo.Values("X-Forwarded-Groups"));
        Assert.Equal(["orders:read"], echo.Values("X-Forwarded-Scopes"));
        Assert.Equal(["127.0.0.1"], echo.Values("X-Forwarded-For"));
        Assert.Single(echo.Values("Gatehouse-Assertion"));
    }

    [Fact]
    public async Task Assertion_verifies_with_the_published_keys_and_names_user_upstream_and_end()
    {
        var echo = await Echo.ReadAsync(await site.GetAsync("/any/x", Field("X-Api-Key", site.Key)));
        var published = await (await site.GetAsync("/_gatehouse/jwks")).Content.ReadAsByteArrayAsync();
        Assert.True(VerificationKeySet.TryParse(published, out var keys, out var reason), reason);
        Assert.True(CompactJws.TryParse(echo.Values("Gatehouse-Assertion").Single(), out var jws, out _));
        Assert.True(keys!.Find(jws)!.Verify(jws));
        Assert.True(JwtClaims.TryParse(jws.Payload, out var claims, out _));
        Assert.Equal("alice", claims!.Subject);
        Assert.Equal(["app"], claims.Audiences);
        Assert.Equal(site.Gateway.Address.GetLeftPart(UriPartial.Authority), claims.Issuer);
        Assert.Equal(60, claims.Expires - claims.IssuedAt);
    }

    [Fact]
    public async Task Credentials_and_the_gateways_cookies_stay_at_the_gateway()
    {
        var withKey = await Echo.ReadAsync(
            await site.GetAsync(
                $"/api/x?a=1&api_key={site.Key}&b=2",
                Field("Cookie", "gatehouse=secret; theme=dark; __Host-gatehouse=secret")
            )
        );
        Assert.Equal("/api/x?a=1&b=2", withKey.Target);
        Assert.Equal(["theme=dark"], withKey.Values("Cookie"));
        var withHeader = await Echo.ReadAsync(await site.GetAsync("/any/x", Field("X-Api-Key", site.Key)));
        Assert.Empty(withHeader.Values("X-Api-Key"));
        var withPassword = await Echo.ReadAsync(await site.GetAsync("/any/x", Basic("alice", Password)));
        Assert.Empty(withPassword.Values("Authorization"));
        var passing = await Echo.ReadAsync(await site.GetAsync("/passing/x", Basic("alice", Password)));
        Assert.Single(passing.Values("Authorization"));
        var open = await Echo.ReadAsync(await site.GetAsync("/public/x", Basic("alice", Password)));
        Assert.Single(open.Values("Authorization"));
        Assert.Empty(open.Values("X-Forwarded-User"));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=1&api_key=KEY&b=2", "a=1&b=2")]
    [InlineData("application/x-www-form-urlencoded", "api_key=KEY", "")]
    [InlineData("application/json", """{"a":1,"api_key":"KEY","b":[2]}""", """{"a":1,"b":[2]}""")]
    public async Task Key_in_the_body_is_taken_and_removed(string type, string body, string forwarded)
    {
        var (_, key) = await site.CreateKeyAsync("admin");
        using var response = await site.SendAsync(
            HttpMethod.Post,
            "/api/x",
            request =>
                request.Content = new StringContent(
                    body.Replace("KEY", key, StringComparison.Ordinal),
                    Encoding.UTF8,
                    type
                )
        );
        var echo = await Echo.ReadAsync(response);
        Assert.Equal(forwarded, echo.Body);
        Assert.Equal(["admin"], echo.Values("X-Forwarded-User"));
    }

    [Fact]
    public async Task Client_is_described_anew_and_what_it_says_of_itself_is_dropped()
    {
        var echo = await Echo.ReadAsync(
            await site.GetAsync(
                "/public/x",
                request =>
                {
                    Field("Forwarded", "for=1.2.3.4")(request);
                    Field("X-Forwarded-Prefix", "/evil")(request);
                    Field("X-Forwarded-Port", "1")(request);
                    Field("X_Forwarded_For", "1.2.3.4")(request);
                    Field("X-Original-URL", "/admin")(request);
                    Field("X-Rewrite-URL", "/admin")(request);
                }
            )
        );
        Assert.Empty(echo.Values("Forwarded"));
        Assert.Empty(echo.Values("X-Forwarded-Prefix"));
        Assert.Empty(echo.Values("X-Forwarded-Port"));
        Assert.Empty(echo.Values("X_Forwarded_For"));
        Assert.Empty(echo.Values("X-Original-URL"));
        Assert.Empty(echo.Values("X-Rewrite-URL"));
        Assert.Equal(["http"], echo.Values("X-Forwarded-Proto"));
        Assert.Equal([site.Gateway.Address.Authority], echo.Values("X-Forwarded-Host"));
    }

    [Fact]
    public async Task Hidden_route_answers_as_a_missing_path_does()
    {
        foreach (
            var change in (Action<HttpRequestMessage>[])
                [_ => { }, Field("X-Api-Key", site.Key), Basic("alice", Password), Basic("alice", "wrong")]
        )
        {
            foreach (
                var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post, HttpMethod.Options, HttpMethod.Delete]
            )
            {
                var hidden = await ShapeAsync(await site.SendAsync(method, "/internal/x", change));
                var missing = await ShapeAsync(await site.SendAsync(method, "/missing/x", change));
                Assert.Equal(missing, hidden);
            }
        }
    }

    private static async Task<string> ShapeAsync(HttpResponseMessage response)
    {
        var text = new StringBuilder().Append((int)response.StatusCode).Append('\n');
        foreach (
            var field in response
                .Headers.Concat(response.Content.Headers)
                .OrderBy(field => field.Key, StringComparer.Ordinal)
        )
        {
            if (field.Key is not ("Gatehouse-Reference" or "Date"))
            {
                text.Append(field.Key).Append(": ").AppendJoin(" | ", field.Value).Append('\n');
            }
        }

        var problem = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            await response.Content.ReadAsStringAsync()
        )!;
        problem.Remove("reference");
        problem.Remove("instance");
        return text.Append(JsonSerializer.Serialize(problem)).ToString();
    }
}
