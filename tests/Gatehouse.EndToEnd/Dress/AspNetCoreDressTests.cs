namespace Gatehouse.EndToEnd.Dress;

public sealed class AspNetCoreDressTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private AspNetCoreSite _site = null!;
    private Lab.Lab _lab = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await AspNetCoreSite.StartAsync();
        _lab = await Lab.Lab.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await (_site?.DisposeAsync() ?? default);
        await (_lab?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task The_dress_says_the_same_without_a_token() =>
        Assert.Equal(
            await AskAsync(new Uri(_site.Address, "bearer")),
            await AskAsync(new Uri(_lab.Url, "token.expired?as=aspnetcore"))
        );

    [Fact]
    public async Task The_dress_redirects_to_the_same_page_without_a_cookie() =>
        Assert.Equal(
            await AskAsync(new Uri(_site.Address, "cookie.not-sent-domain")),
            await AskAsync(new Uri(_lab.Url, "cookie.not-sent-domain?as=aspnetcore"))
        );

    private async Task<Refused> AskAsync(Uri address)
    {
        using var response = await _http.GetAsync(address);
        return await Refused.ReadAsync(response, address);
    }
}
