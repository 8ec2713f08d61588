using System.Net;
using System.Text;
using Gatehouse.Lab.Provider;

namespace Gatehouse.Lab.Tests.Provider;

public sealed class BadInputTests
{
    private static readonly string[] _values =
    [
        "",
        "x",
        "%00",
        "%0d%0aSet-Cookie:%20a=b",
        "%ff%fe",
        "%D0%B6",
        "http://127.0.0.1:9/cb%0d%0a",
        "http://127.0.0.1:9/%D0%B6",
        "http://[::1]:9/",
        "..%2f..%2f",
        "%F0%9F%94%91",
        new('a', 300),
    ];

    private static readonly string[] _names =
    [
        "client_id",
        "client_secret",
        "redirect_uri",
        "state",
        "nonce",
        "scope",
        "code",
        "refresh_token",
        "device_code",
        "user_code",
        "lab_account",
        "token",
        "id_token_hint",
        "post_logout_redirect_uri",
        "age",
        "claim.a",
        "header.a",
    ];

    [Theory]
    [InlineData(
        "client_id=lab&redirect_uri=http://127.0.0.1:9/&response_type=code&code_challenge_method=S256&lab_account=alice"
    )]
    [InlineData("client_id=lab-confidential&client_secret=lab-secret&grant_type=authorization_code&code=x")]
    [InlineData("client_id=lab-confidential&client_secret=lab-secret&grant_type=client_credentials")]
    [InlineData("client_id=lab&grant_type=refresh_token&refresh_token=x")]
    [InlineData("")]
    public async Task Nothing_that_is_sent_makes_the_provider_fail(string good)
    {
        await using var host = await ProviderHost.StartAsync();
        var paths = ProviderPaths.All.Concat(["knobs", "mint", "requests", ""]).ToList();
        foreach (var path in paths)
        {
            foreach (var value in _values)
            {
                // Those that are good are spoilt one by one, the others all at once.
                await SendAsync(host, path, Join(good, _names.Where(name => !Has(good, name)), value));
                foreach (var name in _names.Where(name => Has(good, name)))
                {
                    await SendAsync(host, path, Join(good, [name], value));
                }
            }
        }
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !")]
    [InlineData("Basic eA==")]
    [InlineData("Basic JWZmOiVmZg==")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a=1")]
    [InlineData(",")]
    public async Task Nor_does_a_strange_Authorization(string field)
    {
        await using var host = await ProviderHost.StartAsync();
        foreach (var path in ProviderPaths.All)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/idp/{path}");
            request.Headers.TryAddWithoutValidation("Authorization", field);
            request.Content = new StringContent(
                "grant_type=client_credentials&token=x",
                Encoding.ASCII,
                "application/x-www-form-urlencoded"
            );
            using var answer = await host.Client.SendAsync(request);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task What_breaks_off_in_a_parameter_of_a_redirect_is_encoded()
    {
        await using var host = await ProviderHost.StartAsync();

        using var answer = await host.GetAsync(
            "/idp/authorize?client_id=lab&redirect_uri=http://127.0.0.1:9/&response_type=token&state=a%0d%0aSet-Cookie:%20b%3dc"
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("state=a%0D%0ASet-Cookie", answer.Headers.Location!.OriginalString);
    }

    private static bool Has(string parameters, string name) =>
        parameters.Split('&').Any(pair => pair.StartsWith(name + "=", StringComparison.Ordinal));

    private static string Join(string good, IEnumerable<string> names, string value) =>
        string.Join(
            '&',
            good.Split('&')
                .Where(pair => !names.Contains(pair.Split('=')[0]))
                .Concat(names.Select(name => $"{name}={value}"))
        );

    private static async Task SendAsync(ProviderHost host, string path, string parameters)
    {
        using var get = await host.GetAsync($"/idp/{path}?{parameters}");
        Assert.True((int)get.StatusCode < 500, $"GET {path} {parameters}: {get.StatusCode}");
        using var content = new StringContent(parameters, Encoding.ASCII, "application/x-www-form-urlencoded");
        using var post = await host.Client.PostAsync($"/idp/{path}", content);
        Assert.True((int)post.StatusCode < 500, $"POST {path} {parameters}: {post.StatusCode}");
    }
}
