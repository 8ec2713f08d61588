using System.Net;
using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Protocol.Causes;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd;

/// <summary>What a refusal looks like to the different clients that receive it.</summary>
public sealed class AnswerTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    private const string BrowsersAccept =
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [Theory]
    [InlineData("/api/x")]
    [InlineData("/files/x")]
    [InlineData("/nothing")]
    [InlineData("/nobody/x")]
    [InlineData("/old/x")]
    [InlineData("/locked/x")]
    [InlineData("/api/..%2fadmin")]
    public async Task Head_has_the_fields_of_get_and_no_body(string target)
    {
        foreach (var change in (Action<HttpRequestMessage>[])[_ => { }, Field("Accept", BrowsersAccept)])
        {
            using var get = await site.GetAsync(target, change);
            using var head = await site.SendAsync(HttpMethod.Head, target, change);
            Assert.Equal(Fields(get), Fields(head));
            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData(null, "application/problem+json")]
    [InlineData("*/*", "application/problem+json")]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("text/html;q=0.5, application/json", "application/problem+json")]
    [InlineData("text/html, application/json", "application/problem+json")]
    [InlineData("image/png", "application/problem+json")]
    [InlineData(";;;,,q=", "application/problem+json")]
    [InlineData("text/html", "text/html")]
    [InlineData("text/html, application/json;q=0.9", "text/html")]
    [InlineData(BrowsersAccept, "text/html")]
    public async Task Page_or_problem_goes_to_whom_prefers_it(string? accept, string type)
    {
        using var response = await site.GetAsync(
            "/api/x",
            request =>
            {
                if (accept is not null)
                {
                    Field("Accept", accept)(request);
                }
            }
        );
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Contains("credentials.missing", body, StringComparison.Ordinal);
        Assert.Contains(response.Headers.GetValues("Gatehouse-Reference").Single(), body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_speaks_the_callers_language_and_the_fields_stay_english()
    {
        foreach (var accept in (string[])["application/json", "text/html"])
        {
            using var english = await site.GetAsync("/api/x", Both(accept, "en"));
            using var russian = await site.GetAsync("/api/x", Both(accept, "ru-RU,ru;q=0.9,en;q=0.8"));
            Assert.Equal(["ru"], russian.Content.Headers.ContentLanguage);
            Assert.Equal(english.Headers.GetValues("WWW-Authenticate"), russian.Headers.GetValues("WWW-Authenticate"));
            Assert.Contains(
                CauseTexts.For(Causes.Credentials.Missing, "ru").Title,
                await russian.Content.ReadAsStringAsync(),
                StringComparison.Ordinal
            );
            Assert.All(
                russian.Headers.SelectMany(field => field.Value),
                value => Assert.DoesNotContain(value, c => c > 0x7E)
            );
        }

        using var token = await site.GetAsync(
            "/api/x",
            request =>
            {
                Bearer(site.Issuer.Token(claims => claims["exp"] = 1))(request);
                Field("Accept-Language", "ru")(request);
            }
        );
        Assert.Contains(
            "The access token expired",
            token.Headers.GetValues("WWW-Authenticate").First(),
            StringComparison.Ordinal
        );

        static Action<HttpRequestMessage> Both(string accept, string language) =>
            request =>
            {
                Field("Accept", accept)(request);
                Field("Accept-Language", language)(request);
            };
    }

    [Theory]
    [InlineData("/files/x", "wrong", "401.1")]
    [InlineData("/files/x", Password, "401.3")]
    public async Task Profile_iis_shows_its_number_in_body_title_and_field(
        string target,
        string password,
        string substatus
    )
    {
        var credentials = Basic("alice", password);
        using var json = await site.GetAsync(target, credentials);
        Assert.Equal(HttpStatusCode.Unauthorized, json.StatusCode);
        Assert.Equal("Basic realm=\"Example\", charset=\"UTF-8\"", json.Headers.GetValues("WWW-Authenticate").Single());
        Assert.Equal([substatus], json.Headers.GetValues("X-Gatehouse-Substatus"));
        using var problem = JsonDocument.Parse(await json.Content.ReadAsStringAsync());
        Assert.Equal(substatus, problem.RootElement.GetProperty("substatus").GetString());
        using var html = await site.GetAsync(target, credentials + Field("Accept", "text/html"));
        Assert.Contains($"<title>{substatus} ", await html.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_of_iis_is_not_shown_where_the_profile_does_not_ask_for_it()
    {
        using var response = await site.GetAsync("/api/x", Basic("alice", "wrong"));
        Assert.False(response.Headers.Contains("X-Gatehouse-Substatus"));
        Assert.DoesNotContain("substatus", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_audiences_are_named_to_the_operator_and_to_nobody_else()
    {
        foreach (var accept in (string[])["application/json", "text/html"])
        {
            using var response = await site.GetAsync(
                "/api/x",
                Bearer(site.Issuer.Token(claims => claims["aud"] = "another-audience")) + Field("Accept", accept)
            );
            var seen = new StringBuilder(await response.Content.ReadAsStringAsync());
            foreach (var field in response.Headers.Concat(response.Content.Headers))
            {
                seen.AppendJoin('\n', field.Value);
            }

            Assert.DoesNotContain("another-audience", seen.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("\"orders\"", seen.Replace("orders:read", "").ToString(), StringComparison.Ordinal);
            var explained = (
                await site.Gateway.CommandAsync("explain", response.Headers.GetValues("Gatehouse-Reference").Single())
            ).Good();
            Assert.Contains("another-audience", explained, StringComparison.Ordinal);
            Assert.Contains("orders", explained, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_masked_looks_the_same_from_outside_in_everything()
    {
        await site.AddUserAsync("mira", Password, "clerk");
        await site.AddUserAsync("milo", Password, "clerk");
        (await site.Gateway.CommandAsync("user", "disable", "milo")).Good();
        var wrong = await ShapeAsync(Basic("mira", "not her password"));
        Assert.Equal(wrong, await ShapeAsync(Basic("no-such-user", "not a password")));
        Assert.Equal(wrong, await ShapeAsync(Basic("milo", "not his password")));
        Assert.Equal(wrong, await ShapeAsync(Basic("mira", "")));
        Assert.Equal(wrong, await ShapeAsync(Basic("", "x")));
        Assert.NotEqual(wrong, await ShapeAsync(Basic("milo", Password)));

        async Task<string> ShapeAsync(Action<HttpRequestMessage> credentials)
        {
            using var response = await site.GetAsync("/any/x", credentials);
            var problem = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
                await response.Content.ReadAsStringAsync()
            )!;
            problem.Remove("reference");
            problem.Remove("instance");
            return $"{(int)response.StatusCode}\n{Fields(response)}\n{JsonSerializer.Serialize(problem)}";
        }
    }

    [Fact]
    public async Task Same_credentials_that_failed_before_are_answered_with_more_to_do()
    {
        var credentials = Basic("alice", "mistyped twice");
        var first = await FixesAsync();
        var second = await FixesAsync();
        Assert.True(second > first, $"{second} after {first}");

        async Task<int> FixesAsync()
        {
            using var response = await site.GetAsync("/any/x", credentials);
            using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return problem.RootElement.GetProperty("fixes").GetArrayLength();
        }
    }

    [Fact]
    public async Task Pages_that_a_problem_names_are_there_and_tell_no_more_than_it_did()
    {
        using var refused = await site.GetAsync("/api/x", Basic("no-such-user", "x"));
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        foreach (var member in (string[])["type", "instance"])
        {
            foreach (var accept in (string[])["application/json", "text/html"])
            {
                using var page = await site.GetAsync(
                    problem.RootElement.GetProperty(member).GetString()!,
                    Field("Accept", accept)
                );
                Assert.Equal(HttpStatusCode.OK, page.StatusCode);
                var text = await page.Content.ReadAsStringAsync();
                Assert.Contains("credentials.rejected", text, StringComparison.Ordinal);
                Assert.DoesNotContain("user.unknown", text, StringComparison.Ordinal);
                Assert.DoesNotContain("no-such-user", text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("/_gatehouse/refusals/GH-00000-00000-00000-00000-00000-0")]
    [InlineData("/_gatehouse/refusals/")]
    [InlineData("/_gatehouse/refusals/%20")]
    [InlineData("/_gatehouse/causes/no.such")]
    [InlineData("/_gatehouse/causes/<script>alert(1)<%2fscript>")]
    [InlineData("/_gatehouse/nothing")]
    [InlineData("/_gatehouse")]
    [InlineData("/_gatehouse/../api/x")]
    [InlineData("/_GATEHOUSE/jwks")]
    public async Task What_is_not_under_the_gateways_own_prefix_is_refused_like_anything_unknown(string target)
    {
        foreach (var accept in (string[])["application/json", "text/html"])
        {
            using var response = await site.GetAsync(target, Field("Accept", accept));
            Assert.Contains((int)response.StatusCode, (int[])[400, 404]);
            Assert.Single(response.Headers.GetValues("Gatehouse-Reference"));
            Assert.DoesNotContain(
                "alert(1)",
                await response.Content.ReadAsStringAsync(),
                StringComparison.OrdinalIgnoreCase
            );
        }
    }

    private static string Fields(HttpResponseMessage response) =>
        string.Join(
            '\n',
            response
                .Headers.Concat(response.Content.Headers)
                .Where(field => field.Key is not ("Gatehouse-Reference" or "Date"))
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => $"{field.Key}: {string.Join(" | ", field.Value)}")
        );
}
