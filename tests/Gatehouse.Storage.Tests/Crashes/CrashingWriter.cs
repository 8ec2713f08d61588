using System.Globalization;
using System.Security.Cryptography;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.References;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Crashes;

/// <summary>
/// A process of its own that writes without end until it is killed, and prints a line for each write once it has been
/// answered.
/// </summary>
internal static class CrashingWriter
{
    /// <summary>The argument that makes the test program this process.</summary>
    public const string Mode = "crashing-writer";

    public static async Task<int> RunAsync(string folder, int first)
    {
        await using var store = await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = folder });
        await using var journal = await SqliteJournal.OpenAsync(new JournalOptions { DataDirectory = folder });
        for (var number = first; ; number++)
        {
            var user = string.Create(CultureInfo.InvariantCulture, $"user{number}");
            var key = string.Create(CultureInfo.InvariantCulture, $"k_{number}");
            await store.AddUserAsync(new(user, "hash", null, ["staff", "admin"]), default);
            await AnswerAsync("user", number);
            await store.AddKeyAsync(Key(key, user), default);
            await AnswerAsync("key", number);
            await store.RevokeKeyAsync(key, default);
            await AnswerAsync("revoked", number);
            await store.SetLockedAsync(user, locked: true, default);
            await AnswerAsync("locked", number);
            if (number % 3 == 0)
            {
                journal.Write(Entry(number));
                await journal.FlushAsync();
                await AnswerAsync("entry", number);
            }
        }
    }

    public static string Reference(int number) => ReferenceText.Write((UInt128)number);

    private static Task AnswerAsync(string what, int number) =>
        Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {number}"));

    private static NewKey Key(string id, string user) =>
        new(id, RandomNumberGenerator.GetBytes(32), user, "k", Scopes: null, From: [], ExpiresAt: null);

    private static JournalEntry Entry(int number) =>
        new()
        {
            Reference = Reference(number),
            Cause = Causes.Token.Expired,
            Status = 401,
            At = TimeProvider.System.GetUtcNow(),
            Node = 1,
            Method = "GET",
            Target = "/",
            Trail = [],
        };
}
