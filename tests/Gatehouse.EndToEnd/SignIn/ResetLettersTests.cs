using Gatehouse.Decisions.Users;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Storage;

namespace Gatehouse.EndToEnd.SignIn;

public sealed class ResetLettersTests : IAsyncLifetime
{
    private readonly SignInSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Only_whoever_has_a_password_and_an_open_account_gets_a_letter()
    {
        var data = new StoreOptions
        {
            DataDirectory = Path.Combine(_site.Gateway.Folder, "data"),
            TimeProvider = TimeProvider.System,
        };
        await using (var store = await SqliteStore.OpenAsync(data, TestContext.Current.CancellationToken))
        {
            await store.AddUserAsync(
                new NewUser("linked", PasswordHash: null, "linked@example.com", Roles: []),
                TestContext.Current.CancellationToken
            );
        }

        using var client = _site.NewClient();
        foreach (var name in (string[])["linked", "shut", "off", "nobody-at-all", "alice"])
        {
            using var page = await client.GoAsync("/_gatehouse/reset");
            using var sent = await client.PostAsync(
                "/_gatehouse/reset",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["csrf_token"] = SignInSite.HiddenField(await page.Content.ReadAsStringAsync(), "csrf_token"),
                    ["name"] = name,
                }
            );
            Assert.Equal(200, (int)sent.StatusCode);
        }

        // Letters are written one after the other, and the last was asked for by the only one who gets any.
        var folder = Path.Combine(_site.Gateway.Folder, "mail");
        await Eventually.HoldsAsync(
            () =>
                Task.FromResult(string.Join(' ', Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])),
            files => files.Length > 0
        );
        var letter = Assert.Single(Directory.GetFiles(folder, "*.eml"));
        Assert.Contains(
            "alice@example.com",
            await File.ReadAllTextAsync(letter, TestContext.Current.CancellationToken)
        );
    }
}
