using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Lab.Dress;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Lab.Tests.Dress;

public sealed class WardrobeTests(DressSite site) : IClassFixture<DressSite>
{
    private static readonly Lazy<DressContext[]> Made = new(() => [.. Contexts()]);
    private static readonly string[] Schemes = ["Basic", "Bearer", "Digest", "Key", "cookie"];

    public static TheoryData<string> Names => [.. Wardrobe.All.Select(dress => dress.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dress_refuses_every_cause_under_every_scheme(string name)
    {
        foreach (var context in Requests)
        {
            var answer = Wardrobe.Find(name)!.Answer(context);
            Assert.True(
                name == "success" ? answer.Status == 200 : answer.Status is >= 300 and < 600,
                $"{context.Cause} under {context.Scheme}: {answer.Status}"
            );
            Assert.All(answer.Headers, header => Assert.DoesNotContain(header.Value, char.IsControl));
            var text = Encoding.UTF8.GetString(answer.Body);
            if (answer.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true)
            {
                using var json = JsonDocument.Parse(text);
                Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
            }
            else
            {
                Assert.DoesNotContain("<script>alert", text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_challenges_keep_the_grammar_unless_it_is_there_to_break_it(string name)
    {
        foreach (var context in Requests)
        {
            var answer = Wardrobe.Find(name)!.Answer(context);
            var fields = answer.Values("WWW-Authenticate").ToArray();
            if (fields.Length > 0)
            {
                Assert.True(
                    ChallengeParser.TryParse(fields, out _, out var fault)
                        != name.StartsWith("malformed", StringComparison.Ordinal),
                    $"{fields[0]}: {fault}"
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_goes_out_as_it_is_and_without_a_body_where_HEAD_is_asked(string name)
    {
        foreach (var scheme in Schemes)
        {
            var target = $"/credentials.missing?as={name}&scheme={scheme}";
            using var got = await site.Client.GetAsync(target);
            using var head = await site.Client.SendAsync(new(HttpMethod.Head, target));
            Assert.Equal(got.StatusCode, head.StatusCode);
            Assert.Equal(got.Headers.NonValidated["Date"].Count, head.Headers.NonValidated["Date"].Count);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            Assert.Equal(
                got.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture),
                head.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    [Fact]
    public void Names_are_words_of_the_query_and_have_no_case()
    {
        Assert.All(Wardrobe.All, dress => Assert.Matches("^[a-z][a-z0-9-]*$", dress.Name));
        Assert.All(Wardrobe.All, dress => Assert.NotEmpty(dress.Server));
        Assert.Same(Wardrobe.Find("nginx"), Wardrobe.Find("NGINX"));
        Assert.Null(Wardrobe.Find("nothing-of-that-name"));
    }

    private static DressContext[] Requests => Made.Value;

    private static IEnumerable<DressContext> Contexts()
    {
        string?[] fields =
        [
            null,
            "Basic !",
            "Basic YWxpY2U6eA==",
            "Bearer x",
            "Bearer " + Token,
            "Digest",
            "\"",
            "é ü",
        ];
        foreach (var cause in Causes.All)
        {
            foreach (var scheme in Schemes)
            {
                foreach (var field in fields)
                {
                    var http = new DefaultHttpContext();
                    http.Request.Headers.Authorization = field;
                    http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget =
                        "/a\"<script>alert(2)</script>{name}?as=x";
                    http.Request.Headers.Accept = field is null ? "text/html" : "application/json";
                    yield return DressContext.Of(
                        http,
                        cause,
                        refusal: null,
                        scheme,
                        "Example",
                        DateTimeOffset.UnixEpoch.AddYears(56)
                    );
                }
            }
        }
    }

    // {"alg":"RS256"}.{"iss":"i\" \u0001ü","aud":"a\n","exp":1}
    private const string Token =
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJpXCIgXHUwMDAxXHUwMGZjIiwiYXVkIjoiYVxuIiwiZXhwIjoxfQ.AAAA";
}
