using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Crashes;

public sealed class CrashTests : IDisposable
{
    private const int Kills = 16;

    private readonly TemporaryFolder _folder = new();
    private readonly List<(string What, int Number)> _answered = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_answered_is_there_after_each_of_many_kills()
    {
        long word = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await WriteUntilKilledAsync(kill * 100_000, RandomNumberGenerator.GetInt32(kill == 0 ? 1 : 60));
            await using var store = await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = _folder.Data });
            await using var journal = await SqliteJournal.OpenAsync(
                new JournalOptions { DataDirectory = _folder.Data }
            );
            foreach (var (what, number) in _answered)
            {
                Assert.True(await IsThereAsync(store, journal, what, number), $"{what} {number} is lost");
            }

            Assert.True(store.Current >= word);
            word = store.Current;
            var revocations = _answered.Count(write => write.What is "revoked" or "locked");
            Assert.True(word > revocations, "the revocation word is behind what was answered");
            await NothingIsHalfDoneAsync(store);
        }

        Assert.NotEmpty(_answered);
    }

    private static async Task NothingIsHalfDoneAsync(SqliteStore store)
    {
        foreach (var user in await store.ListUsersAsync(Cancel))
        {
            Assert.Equal(["staff", "admin"], user.Roles);
            Assert.True(user.Epoch <= store.Current);
        }
    }

    private static async Task<bool> IsThereAsync(SqliteStore store, SqliteJournal journal, string what, int number)
    {
        var suffix = number.ToString(CultureInfo.InvariantCulture);
        return what switch
        {
            "user" => await store.FindUserAsync("user" + suffix, Cancel) is not null,
            "key" => await store.FindKeyByIdAsync("k_" + suffix, Cancel) is not null,
            "revoked" => (await store.FindKeyByIdAsync("k_" + suffix, Cancel))?.RevokedAt is not null,
            "locked" => (await store.FindUserAsync("user" + suffix, Cancel))?.Locked is true,
            _ => await journal.FindEntryAsync(CrashingWriter.Reference(number), Cancel) is not null,
        };
    }

    private async Task WriteUntilKilledAsync(int first, int linesBeforeKill)
    {
        ProcessStartInfo start = new(
            Environment.ProcessPath!,
            [CrashingWriter.Mode, _folder.Data, first.ToString(CultureInfo.InvariantCulture)]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var lines = 0;
        var killed = false;
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            _answered.Add((line[..space], int.Parse(line.AsSpan(space + 1), CultureInfo.InvariantCulture)));
            if (!killed && ++lines > linesBeforeKill)
            {
                process.Kill();
                killed = true;
            }
        }

        await process.WaitForExitAsync(Cancel);
        Assert.True(killed, "the writer ended by itself");
    }
}
