using System.Net;
using Dapper;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Files;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>
/// The journal in an SQLite file of its own, so that a burst of refusals never holds up the store of users. Writing
/// never blocks and never throws; reading first lets what this process has handed over reach the disk, so that what
/// was read is durable. After an hour the counts of a minute are added up under its first second.
/// </summary>
public sealed class SqliteJournal : IJournal, IJournalReader, IAlertBook, ICureBook, IWarningBook, IAsyncDisposable
{
    /// <summary>The database's file name in the data folder.</summary>
    public const string FileName = "journal.db";

    private static readonly TimeSpan UpkeepInterval = TimeSpan.FromMinutes(1);

    private readonly AdmissionWindow _window = new();
    private readonly DatabaseFile _file;
    private readonly ReadPool _readers;
    private readonly JournalWriter _writer;
    private readonly ITimer _upkeepTimer;

    private SqliteJournal(DatabaseFile file, JournalOptions options)
    {
        _file = file;
        _readers = new(file);
        _writer = new(file, options);
        _upkeepTimer = options.TimeProvider.CreateTimer(
            static writer => ((JournalWriter)writer!).RequestUpkeep(),
            _writer,
            UpkeepInterval,
            UpkeepInterval
        );
    }

    /// <summary>How many admitted entries were not kept, because the queue was full or the disk failed. They are counted all the same.</summary>
    public long Dropped => _writer.Dropped;

    /// <summary>Why the last write failed, as a sentence for the operator; null while writing works.</summary>
    public string? LastError => _writer.LastError;

    /// <summary>Opens the journal of a data folder; makes folder and journal where there are none.</summary>
    /// <exception cref="DataFolderException">The folder or a file in it is not fit to hold secrets.</exception>
    /// <exception cref="StoreUnavailableException">The journal is damaged, of a newer version, or cannot be used.</exception>
    public static async ValueTask<SqliteJournal> OpenAsync(
        JournalOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return await Task.Run(() => Open(options), cancellationToken);
    }

    /// <inheritdoc/>
    public bool Admits(Cause cause, string? route, IPAddress? client, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var milliseconds = Math.Max(0, at.ToUnixTimeMilliseconds());
        _writer.Count(cause, milliseconds / 1000);
        return _window.Admits(cause, route, client, milliseconds);
    }

    /// <inheritdoc/>
    public void Write(JournalEntry entry) => _writer.Write(entry);

    /// <summary>Ends when everything handed over before is on the disk, or dropped because it cannot be written.</summary>
    public Task FlushAsync() => _writer.FlushAsync();

    /// <inheritdoc/>
    public async ValueTask<JournalEntry?> FindEntryAsync(string reference, CancellationToken cancellationToken)
    {
        await _writer.FlushAsync().WaitAsync(cancellationToken);
        return _readers.Read(
            Printed(reference),
            static (session, key) =>
            {
                using var rows = session.Prepared(EntryRows.Select + " WHERE reference = @key", key).ExecuteReader();
                return rows.Read() ? EntryRows.Read(rows)?.Entry : null;
            }
        );
    }

    /// <summary>Entries that fit, oldest first. A <see cref="JournalQuery.From"/> that is neither address nor network fits nothing.</summary>
    public async ValueTask<IReadOnlyList<StoredJournalEntry>> ReadAsync(
        JournalQuery query,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        var from = query.From is null ? null : AddressRange.Parse(query.From);
        if (query.From is not null && from is null)
        {
            return [];
        }

        await _writer.FlushAsync().WaitAsync(cancellationToken);
        return _readers.Read((query, from, cancellationToken), static (session, asked) => Read(session, asked));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CauseCount>> CountAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        await _writer.FlushAsync().WaitAsync(cancellationToken);
        return _readers.Read(since.ToUnixTimeSeconds(), static (session, second) => Count(session, second));
    }

    /// <inheritdoc/>
    public void Keep(Alert alert) => _writer.Note(AlertRows.NoteOf(alert));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await _writer.FlushAsync().WaitAsync(cancellationToken);
        return _readers.Read(since, static (session, from) => AlertRows.Read(session, from));
    }

    /// <inheritdoc/>
    public void Keep(Cure cure)
    {
        _writer.Note(CureRows.MarkOf(cure));
        _writer.Note(CureRows.CountOf(cure));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CureCount>> CuresAsync(
        DateTimeOffset since,
        string? cause,
        CancellationToken cancellationToken
    )
    {
        await _writer.FlushAsync().WaitAsync(cancellationToken);
        return _readers.Read(
            (since, cause),
            static (session, asked) => CureRows.Read(session, asked.since, asked.cause)
        );
    }

    /// <inheritdoc/>
    public void Keep(EndingWarning warning) => _writer.Note(WarningRows.NoteOf(warning));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyCollection<int>> GivenAsync(Ending ending, CancellationToken cancellationToken)
    {
        await _writer.FlushAsync().WaitAsync(cancellationToken);
        return _readers.Read(ending, static (session, asked) => WarningRows.Read(session, asked));
    }

    /// <summary>Writes a whole copy of the journal, as of one instant, into a new file with mode 0600.</summary>
    /// <exception cref="StoreUnavailableException">The copy cannot be written, or the file exists.</exception>
    public async ValueTask BackupAsync(string path, CancellationToken cancellationToken)
    {
        await _writer.FlushAsync().WaitAsync(cancellationToken);
        await Task.Run(() => _file.Backup(Path.GetFullPath(path)), cancellationToken);
    }

    /// <summary>Writes what waits, and closes the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await _upkeepTimer.DisposeAsync();
        await _writer.DisposeAsync();
        _readers.Dispose();
    }

    // People copy references in any case and with or without hyphens.
    private static string Printed(string reference) =>
        ReferenceText.TryRead(reference, out var block) ? ReferenceText.Write(block) : reference;

    private static SqliteJournal Open(JournalOptions options)
    {
        SqliteNative.Register();
        var folder = DataFolder.Open(options.DataDirectory);
        DatabaseFile file = new(folder.PathOf(FileName), "Journal", options.TimeProvider);
        file.Prepare(newPragmas: "PRAGMA auto_vacuum = INCREMENTAL", check: false);
        return new(file, options);
    }

    private static List<StoredJournalEntry> Read(
        ReadSession session,
        (JournalQuery Query, AddressRange? From, CancellationToken CancellationToken) asked
    )
    {
        var filter = JournalFilter.Of(asked.Query);
        using var rows = session.Connection.ExecuteReader(filter.Sql, filter.Parameters);
        List<StoredJournalEntry> entries = [];
        while (entries.Count < asked.Query.Limit && rows.Read())
        {
            asked.CancellationToken.ThrowIfCancellationRequested();
            if (
                asked.From is { } range
                && !range.Contains(rows.IsDBNull(EntryRows.Client) ? null : rows.GetString(EntryRows.Client))
            )
            {
                continue;
            }

            if (EntryRows.Read(rows) is { } entry)
            {
                entries.Add(entry);
            }
        }

        entries.Reverse();
        return entries;
    }

    private static List<CauseCount> Count(ReadSession session, long since)
    {
        using var rows = session.Connection.ExecuteReader(
            """
            SELECT cause, sum(count), min(second), max(second) FROM refusal_count WHERE second >= @since
            GROUP BY cause ORDER BY 2 DESC, cause
            """,
            new { since }
        );
        List<CauseCount> counts = [];
        while (rows.Read())
        {
            counts.Add(
                new(
                    rows.GetString(0),
                    rows.GetInt64(1),
                    DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(2)),
                    DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(3))
                )
            );
        }

        return counts;
    }
}
