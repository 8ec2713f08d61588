using System.Net;
using Gatehouse.Lab.Dress;

namespace Gatehouse.Lab.Tests.Dress;

public sealed class DressedLabTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private Lab _lab = null!;

    public async ValueTask InitializeAsync() => _lab = await Lab.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task No_exhibit_that_refuses_lets_anybody_in_for_being_dressed()
    {
        foreach (var exhibit in _lab.Exhibits.All.Where(exhibit => exhibit.Handler is null))
        {
            using var plain = await _http.GetAsync(new Uri(_lab.Url, exhibit.Cause.Id));
            using var dressed = await _http.GetAsync(new Uri(_lab.Url, exhibit.Cause.Id + "?as=nginx"));
            Assert.True(
                plain.StatusCode == HttpStatusCode.OK || dressed.StatusCode != HttpStatusCode.OK,
                exhibit.Cause.Id
            );
        }
    }

    [Fact]
    public async Task Every_dress_refuses_at_every_kind_of_address_and_no_other_says_200_than_the_one_that_is_there_for_it()
    {
        string[] kinds = ["credentials.missing", "token.expired", "digest.response-wrong", "key.unknown"];
        foreach (var dress in Wardrobe.All)
        {
            foreach (var kind in kinds)
            {
                using var answer = await _http.GetAsync(new Uri(_lab.Url, $"{kind}?as={dress.Name}"));
                Assert.True(
                    dress.Name == "success"
                        ? answer.StatusCode == HttpStatusCode.OK
                        : (int)answer.StatusCode is >= 300 and < 600,
                    $"{kind} as {dress.Name}: {(int)answer.StatusCode}"
                );
                Assert.False(answer.Headers.Contains("Gatehouse-Reference"));
            }
        }
    }

    [Fact]
    public async Task The_right_password_is_let_in_whatever_the_dress()
    {
        foreach (var dress in Wardrobe.All)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(_lab.Url, "credentials.missing?as=" + dress.Name)
            );
            request.Headers.Authorization = new("Basic", Convert.ToBase64String("alice:open-sesame"u8));
            using var answer = await _http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
