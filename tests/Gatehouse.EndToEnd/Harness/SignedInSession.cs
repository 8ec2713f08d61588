using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Storage;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>A session that was begun in the store of a running gateway, as its sign-in page would.</summary>
public sealed record SignedInSession(string Cookie, FormTokens FormTokens, string Id)
{
    /// <summary>Begins one of a user's.</summary>
    public static async Task<SignedInSession> BeginAsync(RunningGateway gateway, string user)
    {
        await using var store = await SqliteStore.OpenAsync(
            new StoreOptions
            {
                DataDirectory = Path.Combine(gateway.Folder, "data"),
                TimeProvider = TimeProvider.System,
            },
            CancellationToken.None
        );
        var person = await store.FindUserAsync(user, CancellationToken.None);
        var (id, value) = (SessionText.CreateId(), SessionText.Create());
        await store.StartSessionAsync(
            new NewSession(id, SessionText.Hash(value), person!.Id, "127.0.0.1", "a test"),
            CancellationToken.None
        );
        var keys = await store.ListSiteKeysAsync(KeyPurpose.Cookie, CancellationToken.None);
        return new SignedInSession(value, new FormTokens(keys), id);
    }
}
