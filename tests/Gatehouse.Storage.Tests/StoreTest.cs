using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Users;
using Gatehouse.TestKit;

namespace Gatehouse.Storage.Tests;

/// <summary>A store in a temporary folder under a clock that the test moves.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected TemporaryFolder Folder { get; } = new();

    protected ManualTimeProvider Time { get; } = new();

    protected SqliteStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected ValueTask<SqliteStore> OpenAsync() =>
        SqliteStore.OpenAsync(new StoreOptions { DataDirectory = Folder.Data, TimeProvider = Time });

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync();
    }

    /// <summary>A password of this hash, with nothing for Digest.</summary>
    protected static NewPassword New(string hash) => new(hash, []);

    protected async Task<UserRecord> AddUserAsync(string name, params string[] roles)
    {
        Assert.True(await Store.AddUserAsync(new NewUser(name, "hash of " + name, null, roles), Cancel));
        return await UserAsync(name);
    }

    protected async Task<UserRecord> UserAsync(string name)
    {
        var user = await Store.FindUserAsync(name, Cancel);
        Assert.NotNull(user);
        return user;
    }

    protected static NewKey Key(string id, string user, byte mark = 1) =>
        new(id, Enumerable.Repeat(mark, 32).ToArray(), user, "laptop", Scopes: null, From: [], ExpiresAt: null);
}
