using Gatehouse.Decisions.Keyring;

namespace Gatehouse.Gateway.Serving;

/// <summary>The site's own keys, for each purpose the one in use first.</summary>
internal sealed record SiteKeys(
    IReadOnlyList<SiteKey> Reference,
    IReadOnlyList<SiteKey> Assertion,
    IReadOnlyList<SiteKey> Journal,
    IReadOnlyList<SiteKey> Cookie
)
{
    // Every process of the site has read a new key by then, so that what is made with it is understood everywhere.
    private static readonly TimeSpan UsedAfter = TimeSpan.FromSeconds(10);

    /// <summary>Whether a newer key of some purpose waits to be used.</summary>
    public bool Awaits =>
        new[] { Reference, Assertion, Journal, Cookie }.Any(keys => keys[0].Id < keys.Max(key => key.Id));

    public static async Task<SiteKeys> ReadAsync(
        IKeyring keyring,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        return new(
            await InOrderAsync(KeyPurpose.Reference),
            await InOrderAsync(KeyPurpose.Assertion),
            await InOrderAsync(KeyPurpose.Journal),
            await InOrderAsync(KeyPurpose.Cookie)
        );

        async Task<IReadOnlyList<SiteKey>> InOrderAsync(KeyPurpose purpose)
        {
            var keys = await keyring.ListSiteKeysAsync(purpose, cancellationToken);
            return keys.Count > 1 && keys[0].CreatedAt + UsedAfter > now ? [keys[1], keys[0], .. keys.Skip(2)] : keys;
        }
    }
}
