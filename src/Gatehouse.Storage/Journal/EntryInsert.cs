using Gatehouse.Decisions.Threads;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gatehouse.Storage.Journal;

/// <summary>
/// The prepared statement that keeps entries. It is the one that runs thousands of times a second while the gateway is
/// flooded, so it hands SQLite the octets themselves: parameters of the provider would be objects and copies of each text.
/// </summary>
internal sealed class EntryInsert : IDisposable
{
    // A core that writes without a break takes over no request that waits for another core. A full batch takes some 15 ms
    // longer for it, in which nobody else may write to the journal, and all may read.
    private const int RowsBetweenRests = 8;
    private const int RestMicroseconds = 50;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public EntryInsert(SqliteConnection connection)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, EntryRows.Insert, out _statement));
    }

    /// <summary>Writes every row of a batch.</summary>
    /// <exception cref="SqliteException">SQLite refuses one; the transaction is the caller's.</exception>
    public void Write(EntryBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (row > 0 && row % RowsBetweenRests == 0)
            {
                BackgroundThread.Rest(RestMicroseconds);
            }

            // Parameters of SQLite count from one: first the texts, then the numbers.
            for (var column = 0; column < EntryRows.TextColumns; column++)
            {
                Bind(column + 1, batch.Text(row, column, out var isNull), isNull);
            }

            var numbers = batch.Numbers(row);
            Check(raw.sqlite3_bind_int64(_statement, EntryRows.TextColumns + 1, numbers.Status));
            Check(raw.sqlite3_bind_int64(_statement, EntryRows.TextColumns + 2, numbers.At));
            Check(raw.sqlite3_bind_int64(_statement, EntryRows.TextColumns + 3, numbers.Node));
            var result = raw.sqlite3_step(_statement);
            raw.sqlite3_reset(_statement);
            if (result != raw.SQLITE_DONE)
            {
                Check(result);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Bind(int parameter, ReadOnlySpan<byte> text, bool isNull) =>
        Check(
            isNull ? raw.sqlite3_bind_null(_statement, parameter)
            // The binding would take an empty span for no text.
            : text.IsEmpty ? raw.sqlite3_bind_text(_statement, parameter, "")
            : raw.sqlite3_bind_text(_statement, parameter, text)
        );

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
