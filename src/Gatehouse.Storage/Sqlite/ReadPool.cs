using System.Collections.Concurrent;
using Gatehouse.Decisions;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Reading connections, kept between uses.</summary>
internal sealed class ReadPool(DatabaseFile file) : IDisposable
{
    private const int Kept = 8;

    private readonly ConcurrentStack<ReadSession> _idle = new();
    private volatile bool _closed;

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
                session = new ReadSession(file.OpenReader());
            }

            var result = work(session, argument);
            Return(session);
            return result;
        }
        catch (SqliteException exception)
        {
            // What the failure left behind is unknown: the next reader starts with a connection of its own.
            session?.Dispose();
            throw SqliteFaults.Unavailable(file.Path, exception);
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
