using System.Net;
using System.Net.Http.Headers;
using Gatehouse.Lab.Provider;
using Gatehouse.TestKit;

namespace Gatehouse.Lab.Tests.Provider;

public sealed class ExhibitTests
{
    private static readonly string[] _families = ["token", "provider", "grant"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ids { get; } =
    [.. LabCauses.Made.Where(cause => _families.Contains(cause.Family)).Select(cause => cause.Id)];

    [Fact]
    public void All_three_families_are_there() => Assert.Equal(27, Ids.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_can_be_ordered_at_the_resource_and_is_over_with_the_next_request(string id)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            lab.Provider.Mint(new TokenOrder())
        );
        lab.Cause(id).Once();

        using var refused = await client.GetAsync(lab.Resource, Cancellation);
        using var good = await client.GetAsync(lab.Resource, Cancellation);

        Assert.Equal(lab.Cause(id).Cause.Status, (int)refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Nobody_without_the_cure_gets_through(string id)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var url = lab.Cause(id).Url;
        string[] tokens =
        [
            "",
            "x",
            lab.Provider.Mint(new TokenOrder()),
            lab.Provider.Mint(new TokenOrder { Kind = TokenKind.Opaque }),
        ];
        foreach (var token in tokens)
        {
            foreach (var below in (string[])["", "/callback", "/callback?state=x&code=x", "/token", "/..;/x"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url + below);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var answer = await client.SendAsync(request, Cancellation);
                Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
                Assert.True((int)answer.StatusCode < 500, $"{below}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Old_tokens_are_refused_by_the_clock_that_a_test_gives()
    {
        var clock = new ManualTimeProvider();
        await using var lab = await Lab.StartAsync(new LabOptions { Clock = clock }, Cancellation);
        using var client = new HttpClient();
        var url = lab.Cause("token.expired").Url;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await client.GetStringAsync(new Uri(lab.Url, "idp/token.expired/mint"), Cancellation)
        );

        using var good = await client.GetAsync(url, Cancellation);
        clock.Advance(11.Minutes());
        using var old = await client.GetAsync(url, Cancellation);

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.Contains("error=\"invalid_token\"", Assert.Single(old.Headers.WwwAuthenticate).Parameter);
    }

    [Fact]
    public async Task The_hand_that_gives_tokens_is_the_provider_s()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();

        var token = await client.GetStringAsync(new Uri(lab.Url, "_lab/token?age=1m&subject=bob"), Cancellation);
        using var wrong = await client.GetAsync(new Uri(lab.Url, "_lab/token?aeg=1m"), Cancellation);

        Assert.Null(Judge.Fault(lab.Provider, token));
        Assert.Equal("bob", Judge.Claims(token).Subject);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }
}
