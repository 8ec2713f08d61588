using System.Security.Cryptography;
using Dapper;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Tests.Keyring;

public sealed class KeyringTests : StoreTest
{
    [Theory]
    [InlineData(KeyPurpose.Reference, 16)]
    [InlineData(KeyPurpose.Journal, 32)]
    [InlineData(KeyPurpose.Cookie, 32)]
    public async Task First_key_of_a_purpose_is_made_once_with_its_length(KeyPurpose purpose, int length)
    {
        var made = Assert.Single(await Store.ListSiteKeysAsync(purpose, Cancel));
        Assert.Equal(length, made.Material.Length);
        Assert.Equal(purpose, made.Purpose);
        Assert.Equal(Time.GetUtcNow(), made.CreatedAt);
        await ReopenAsync();
        var kept = Assert.Single(await Store.ListSiteKeysAsync(purpose, Cancel));
        Assert.Equal(made.Id, kept.Id);
        Assert.True(made.Material.Span.SequenceEqual(kept.Material.Span));
    }

    [Fact]
    public async Task Assertion_key_is_a_private_key_on_the_curve_P256()
    {
        var key = Assert.Single(await Store.ListSiteKeysAsync(KeyPurpose.Assertion, Cancel));
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.Material.Span, out _);
        Assert.Equal(256, ecdsa.KeySize);
        Assert.True(ecdsa.VerifyData("x"u8, ecdsa.SignData("x"u8, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Rotated_key_comes_first_and_the_old_one_stays()
    {
        var old = Assert.Single(await Store.ListSiteKeysAsync(KeyPurpose.Reference, Cancel));
        var word = Store.Current;
        var fresh = await Store.RotateSiteKeyAsync(KeyPurpose.Reference, Cancel);
        var keys = await Store.ListSiteKeysAsync(KeyPurpose.Reference, Cancel);
        Assert.Equal([fresh.Id, old.Id], keys.Select(key => key.Id));
        Assert.True(fresh.Material.Span.SequenceEqual(keys[0].Material.Span));
        Assert.False(fresh.Material.Span.SequenceEqual(old.Material.Span));
        Assert.True(Store.Current > word);
    }

    [Fact]
    public async Task Processes_that_ask_at_once_get_the_same_first_key()
    {
        await using var other = await OpenAsync();
        var lists = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(number =>
                    Task.Run(async () =>
                        await (number % 2 == 0 ? Store : other).ListSiteKeysAsync(KeyPurpose.Cookie, Cancel)
                    )
                )
        );
        Assert.Single(lists.Select(list => Assert.Single(list).Id).Distinct());
    }

    [Fact]
    public async Task Node_numbers_leased_within_a_day_differ_in_every_process()
    {
        await using var other = await OpenAsync();
        HashSet<ushort> nodes = [];
        for (var number = 0; number < 100; number++)
        {
            Assert.True(nodes.Add(await (number % 2 == 0 ? Store : other).LeaseNodeAsync(Cancel)));
        }
    }

    [Fact]
    public async Task Number_is_free_again_a_day_after_its_process_ended()
    {
        await TakeAllButAsync(spared: null);
        await Assert.ThrowsAsync<Decisions.StoreUnavailableException>(async () => await Store.LeaseNodeAsync(Cancel));
        Time.Advance(TimeSpan.FromDays(1));
        await Store.LeaseNodeAsync(Cancel);
    }

    [Fact]
    public async Task Last_free_number_is_found()
    {
        await TakeAllButAsync(spared: 4711);
        Assert.Equal(4711, await Store.LeaseNodeAsync(Cancel));
    }

    [Fact]
    public async Task Number_of_a_process_that_lives_is_not_given_away_after_a_day()
    {
        await TakeAllButAsync(spared: 4711);
        Assert.Equal(4711, await Store.LeaseNodeAsync(Cancel));
        Time.Advance(TimeSpan.FromHours(25));
        await Store.Upkeep;
        using var connection = Connect();
        Assert.Equal(
            1,
            connection.ExecuteScalar<long>(
                "SELECT count(*) FROM node_lease WHERE node = 4711 AND leased_at > @since",
                new { since = UnixTime.From(Time.GetUtcNow().AddHours(-2)) }
            )
        );
    }

    private async Task TakeAllButAsync(ushort? spared)
    {
        using var connection = Connect();
        await connection.ExecuteAsync(
            """
            WITH RECURSIVE n (node) AS (SELECT 0 UNION ALL SELECT node + 1 FROM n WHERE node < 65535)
            INSERT INTO node_lease (node, leased_at) SELECT node, @at FROM n WHERE node <> @spared
            """,
            new { at = UnixTime.From(Time.GetUtcNow()), spared = spared ?? -1 }
        );
    }

    private Microsoft.Data.Sqlite.SqliteConnection Connect() =>
        new DatabaseFile(Path.Combine(Folder.Data, SqliteStore.FileName), "Store", Time).OpenWriter();
}
