using System.Net;
using System.Security.Cryptography;
using Gatehouse.Decisions.Secrets;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.SignIn;

public sealed class StoreGoneTests : IAsyncLifetime
{
    private readonly SignInSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Sign_in_without_a_store_is_explained_and_loses_nothing_but_the_password()
    {
        using var client = _site.NewClient();
        await DamageAsync();
        using var answer = await client.SignInAsync("alice", returnTo: "/orders?page=2");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Null(client.Session);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal("/orders?page=2", SignInSite.HiddenField(page, "return"));
        Assert.Contains("value=\"alice\"", page);
        Assert.Contains("role=\"alert\"", page);
    }

    [Fact]
    public async Task Link_for_a_new_password_without_a_store_is_not_called_used_up()
    {
        using var client = _site.NewClient();
        await DamageAsync();
        using var answer = await client.GetAsync("/_gatehouse/new-password?link=" + SecretText.Create("ghr_"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("server.store-unavailable", await answer.Content.ReadAsStringAsync());
    }

    private async Task DamageAsync()
    {
        var store = Path.Combine(_site.Gateway.Folder, "data", "gatehouse.db");
        await using (var file = new FileStream(store, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            await file.WriteAsync(RandomNumberGenerator.GetBytes((int)file.Length));
        }

        File.Delete(store + "-wal");
    }
}
