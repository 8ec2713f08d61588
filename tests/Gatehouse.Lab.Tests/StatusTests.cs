using System.Globalization;
using System.Net;

namespace Gatehouse.Lab.Tests;

public class StatusTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_status_beside_401_is_answered_and_told_apart()
    {
        int[] codes =
        [
            201,
            301,
            302,
            303,
            307,
            308,
            400,
            .. Enumerable.Range(402, 17),
            419,
            421,
            426,
            429,
            431,
            451,
            500,
            502,
            503,
            504,
        ];
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        var meanings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in codes)
        {
            using var answer = await client.GetAsync(AddressOf(lab, code), Cancellation);
            Assert.Equal(code, (int)answer.StatusCode);
            Assert.True(meanings.Add(await answer.Content.ReadAsStringAsync(Cancellation)));
        }
    }

    [Theory]
    [InlineData("206", "let through")]
    [InlineData("499", "request to be at fault")]
    [InlineData("599", "itself to be at fault")]
    public async Task An_unlisted_status_is_told_by_its_class(string code, string meaning)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(lab.Url, "status/" + code), Cancellation);
        Assert.Equal(code, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        Assert.Contains(meaning, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("600")]
    [InlineData("teapot")]
    [InlineData("99999999999")]
    [InlineData("")]
    public async Task What_is_no_status_is_not_found(string code)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(lab.Url, "status/" + code), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Uri AddressOf(Lab lab, int code) =>
        new(lab.Url, "status/" + code.ToString(CultureInfo.InvariantCulture));
}
