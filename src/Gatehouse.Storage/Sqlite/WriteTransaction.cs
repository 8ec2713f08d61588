using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gatehouse.Storage.Sqlite;

/// <summary>
/// A transaction that takes the writer's lock when it begins. The provider's own type rolls back what SQLite has rolled
/// back by itself (as it does on a full disk), and that second failure would hide the first.
/// </summary>
internal sealed class WriteTransaction : IDisposable
{
    private readonly SqliteConnection _connection;

    public WriteTransaction(SqliteConnection connection)
    {
        _connection = connection;
        connection.Execute("BEGIN IMMEDIATE");
    }

    /// <summary>Ends the transaction; when it returns, the writes are on the disk.</summary>
    public void Commit() => _connection.Execute("COMMIT");

    /// <summary>Takes back what was not committed.</summary>
    public void Dispose()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
        {
            return;
        }

        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Closing the connection takes it back as well, and whoever fails here closes it.
        }
    }
}
