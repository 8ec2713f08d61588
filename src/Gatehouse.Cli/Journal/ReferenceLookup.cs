using System.CommandLine;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.References;
using Gatehouse.Storage.Journal;
using CatalogueOfCauses = Gatehouse.Protocol.Causes.Causes;

namespace Gatehouse.Cli.Journal;

/// <summary>Finds what stands behind a reference, by the site's keys and its journal.</summary>
internal static class ReferenceLookup
{
    private static readonly TimeSpan JournalDelay = TimeSpan.FromMilliseconds(100);
    private const int JournalTries = 15;

    /// <summary>What is known of it; ends the command where it is none of this site's.</summary>
    public static async Task<FoundRefusal> FindAsync(
        StoreOptionsOnCommand store,
        ParseResult parsed,
        string text,
        CancellationToken token
    )
    {
        if (!ReferenceText.TryRead(text, out var block))
        {
            throw new CommandException("This is no reference: one has 26 letters and digits after GH.", ExitCode.Wrong);
        }

        var printed = ReferenceText.Write(block);
        await using var opened = await store.OpenStoreAsync(parsed, token);
        var keys = await opened.ListSiteKeysAsync(KeyPurpose.Reference, token);
        using var cipher = new ReferenceCipher(keys.Select(key => key.Material), node: 0);
        var known = cipher.TryRead(printed, out var read);
        var entry = await FindEntryAsync(store, parsed, printed, known ? read.At : null, token);
        if (!known && entry is null)
        {
            throw new CommandException("This reference was not made by this site, or its key is gone.", ExitCode.Wrong);
        }

        var cause =
            entry?.Cause
            ?? CatalogueOfCauses.FindByNumber(read.Cause)
            ?? throw new CommandException(
                "The reference names a cause that this version does not know: use a newer one."
            );
        return new FoundRefusal(printed, cause, entry?.At ?? read.At, entry?.Node ?? read.Node, entry);
    }

    // A journal that cannot be read takes the trace with it, not what stands in the reference itself.
    private static async Task<JournalEntry?> FindEntryAsync(
        StoreOptionsOnCommand store,
        ParseResult parsed,
        string reference,
        DateTimeOffset? at,
        CancellationToken token
    )
    {
        try
        {
            await using var journal = await store.OpenJournalAsync(parsed, token);
            return await FindEntryAsync(journal, reference, at, token);
        }
        catch (StoreUnavailableException exception)
        {
            await Terminal.Error.WriteLineAsync(exception.Message);
            return null;
        }
    }

    // The journal is written a moment after the answer: for a fresh reference it is worth asking again.
    private static async Task<JournalEntry?> FindEntryAsync(
        SqliteJournal journal,
        string reference,
        DateTimeOffset? at,
        CancellationToken token
    )
    {
        for (var left = JournalTries; ; left--)
        {
            var entry = await journal.FindEntryAsync(reference, token);
            var fresh = at is { } second && TimeProvider.System.GetUtcNow() - second < TimeSpan.FromSeconds(3);
            if (entry is not null || !fresh || left == 0)
            {
                return entry;
            }

            await Task.Delay(JournalDelay, TimeProvider.System, token);
        }
    }
}
