using Gatehouse.Decisions;
using Gatehouse.Storage.Revocation;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>The one writing connection of this process. What it has answered is on the disk.</summary>
internal sealed class Writer(DatabaseFile file, RevocationWord word) : IDisposable
{
    private readonly WorkThread _thread = new("gatehouse store");
    private SqliteConnection? _connection;

    /// <summary>Runs one transaction, and moves the mapped word once a raised one is on the disk.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be written; nothing was.</exception>
    public async ValueTask<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _thread.RunAsync(() => Write(work), cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Unavailable(file.Path, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _thread.Dispose();
        Drop();
    }

    private T Write<T>(Func<WriteScope, T> work)
    {
        try
        {
            _connection ??= file.OpenWriter();
            using WriteTransaction transaction = new(_connection);
            WriteScope scope = new(_connection, word.Current);
            var result = work(scope);
            transaction.Commit();
            if (scope.Word is { } raised)
            {
                word.RaiseTo(raised);
            }

            return result;
        }
        catch
        {
            // Closing rolls back whatever the failure left half done.
            Drop();
            throw;
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
