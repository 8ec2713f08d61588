using System.Collections.Concurrent;
using Dapper;
using Gatehouse.Decisions;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Reading connections, kept between uses.</summary>
internal sealed class ReadPool : IDisposable
{
    private const int Kept = 8;

    private readonly DatabaseFile _file;

    // Never used, only open: while one connection is, SQLite keeps its index of the write-ahead log, which a full disk
    // would not let it make anew.
    private readonly SqliteConnection _anchor;
    private readonly ConcurrentStack<ReadSession> _idle = new();
    private volatile bool _closed;

    /// <summary>With a file that has been prepared.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be read.</exception>
    public ReadPool(DatabaseFile file)
    {
        _file = file;
        try
        {
            _anchor = file.OpenReader();
            _anchor.ExecuteScalar<long>("SELECT count(*) FROM schema_version");
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Unavailable(file.Path, exception);
        }
    }

    /// <summary>Runs one piece of reading.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be read.</exception>
    public T Read<TArgument, T>(TArgument argument, Func<ReadSession, TArgument, T> work)
    {
        if (_closed)
        {
            throw new StoreUnavailableException("The store is closed.");
        }

        ReadSession? session = null;
        try
        {
            if (!_idle.TryPop(out session))
            {
                session = new ReadSession(_file.OpenReader());
            }

            var result = work(session, argument);
            Return(session);
            return result;
        }
        catch (SqliteException exception)
        {
            // What the failure left behind is unknown: the next reader starts with a connection of its own.
            session?.Dispose();
            throw SqliteFaults.Unavailable(_file.Path, exception);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        _anchor.Dispose();
        while (_idle.TryPop(out var session))
        {
            session.Dispose();
        }
    }

    private void Return(ReadSession session)
    {
        if (_idle.Count >= Kept)
        {
            session.Dispose();
            return;
        }

        _idle.Push(session);
        if (_closed)
        {
            Dispose();
        }
    }
}
