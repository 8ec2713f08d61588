using System.Collections.Concurrent;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Threads;

namespace Gatehouse.Storage.Sqlite;

/// <summary>
/// A thread of its own for what waits for the disk: where cores are few, one thread of the pool that waits is one that
/// answers nobody.
/// </summary>
internal sealed class WorkThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public WorkThread(string name) => _thread = BackgroundThread.Start(name, BackgroundShare.Usual, Run);

    /// <summary>Runs a piece of work after those that were given before; not once it was cancelled before its turn.</summary>
    /// <exception cref="StoreUnavailableException">The thread has ended.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _work.Add(
                () =>
                {
                    if (cancellationToken.IsCancellationRequested)
                    {
                        done.SetCanceled(cancellationToken);
                        return;
                    }

                    try
                    {
                        done.SetResult(work());
                    }
                    catch (Exception exception)
                    {
                        done.SetException(exception);
                    }
                },
                CancellationToken.None
            );
        }
        catch (InvalidOperationException exception)
        {
            throw new StoreUnavailableException("The store is closed.", exception);
        }

        return done.Task;
    }

    /// <summary>Ends when everything that was given is done.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
