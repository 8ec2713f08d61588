using System.Globalization;
using System.Text.Json;

namespace Gatehouse.Lab.Tests.Exhibits;

/// <summary>Bodies that a Digest response covers, over the wire.</summary>
public class DigestOfBodiesTests
{
    private const string Path = "digest.qop-unsupported";

    [Theory]
    [InlineData("a=b", "a=b", 200, null)]
    [InlineData("a=b", "a=c", 401, "credentials.rejected")]
    [InlineData("a=b", "", 401, "credentials.rejected")]
    [InlineData("", "a=b", 401, "credentials.rejected")]
    [InlineData("", "", 200, null)]
    public async Task Body_must_be_the_one_that_was_answered_for(
        string answered,
        string sent,
        int status,
        string? cause
    )
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = lab.Url };
        var answer = await client.GetStringAsync(
            $"_lab/digest?uri=/{Path}&method=POST&qop=auth-int&body={Uri.EscapeDataString(answered)}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal((status, cause), await SendAsync(client, answer, sent));
    }

    [Theory]
    [InlineData(64 * 1024, 401, "credentials.rejected")]
    [InlineData((64 * 1024) + 1, 401, "digest.qop-unsupported")]
    [InlineData(3_000_000, 401, "digest.qop-unsupported")]
    public async Task Body_that_is_too_large_is_told_so(int length, int status, string cause)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = lab.Url };
        var answer = await client.GetStringAsync(
            $"_lab/digest?uri=/{Path}&method=POST&qop=auth-int",
            TestContext.Current.CancellationToken
        );
        Assert.Equal((status, cause), await SendAsync(client, answer, new string('a', length)));
    }

    [Fact]
    public async Task Same_answer_twice_at_once_is_good_once()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = lab.Url };
        var answer = await client.GetStringAsync(
            $"_lab/digest?uri=/{Path}&method=POST&qop=auth",
            TestContext.Current.CancellationToken
        );
        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(client, answer, "")));
        Assert.Single(told, each => each.Status == 200);
        Assert.Equal(19, told.Count(each => each.Cause == "digest.replayed"));
    }

    [Fact]
    public async Task Many_counts_in_any_order_are_all_good()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = lab.Url };
        using var challenged = await client.GetAsync(Path, TestContext.Current.CancellationToken);
        var challenge = challenged.Headers.GetValues("WWW-Authenticate").First();
        var nonce = challenge.Split("nonce=\"")[1].Split('"')[0];
        var told = await Task.WhenAll(
            Enumerable
                .Range(1, 100)
                .Select(async i =>
                {
                    var count = (i * 37 % 101).ToString(CultureInfo.InvariantCulture);
                    var answer = await client.GetStringAsync(
                        $"_lab/digest?uri=/{Path}&method=POST&nonce={nonce}&nc={count}",
                        TestContext.Current.CancellationToken
                    );
                    return await SendAsync(client, answer, "");
                })
        );
        Assert.All(told, each => Assert.Equal((200, null), each));
    }

    private static async Task<(int Status, string? Cause)> SendAsync(HttpClient client, string answer, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)),
        };
        request.Headers.TryAddWithoutValidation("Authorization", answer);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return ((int)response.StatusCode, null);
        }

        using var told = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        return ((int)response.StatusCode, told.RootElement.GetProperty("cause").GetString());
    }
}
