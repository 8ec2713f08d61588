using System.Collections.Concurrent;
using System.Threading.Channels;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Threads;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>
/// The one thread that writes the journal: gathers for at most 50 ms, then writes a batch in one transaction. What it
/// cannot write it drops and counts, and tries again when the next comes.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private const int BatchSize = 1000;
    private const int MostPendingCounts = 20_000;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly DatabaseFile _file;
    private readonly int _mostBatches;
    private readonly Channel<JournalEntry> _queue;
    private readonly Channel<JournalNote> _notes;
    private readonly RefusalCounts _counts = new();
    private readonly Dictionary<(ushort Cause, long Second), long> _pending = [];
    private readonly EntryBatch _batch = new();
    private readonly ConcurrentQueue<TaskCompletionSource> _flushes = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _closing = new();
    private readonly JournalUpkeep _upkeep;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalConnection? _connection;
    private long _dropped;
    private int _woken;
    private volatile bool _upkeepDue;
    private volatile string? _lastError;

    public JournalWriter(DatabaseFile file, JournalOptions options)
    {
        _file = file;
        _upkeep = new(options);
        _mostBatches = (options.QueueCapacity / BatchSize) + 1;
        _queue = Channel.CreateBounded<JournalEntry>(
            new BoundedChannelOptions(options.QueueCapacity)
            {
                SingleReader = true,
                FullMode = BoundedChannelFullMode.Wait,
            }
        );
        _notes = Channel.CreateBounded<JournalNote>(
            new BoundedChannelOptions(options.QueueCapacity)
            {
                SingleReader = true,
                FullMode = BoundedChannelFullMode.Wait,
            }
        );
        BackgroundThread.Start("gatehouse journal", BackgroundShare.Usual, Run);
    }

    /// <summary>Entries that were not kept because the queue was full or the disk failed.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Why the last batch could not be written; null once one could.</summary>
    public string? LastError => _lastError;

    /// <summary>Counts one refusal.</summary>
    public void Count(Cause cause, long second)
    {
        _counts.Count(cause, second);
        Wake();
    }

    /// <summary>Hands over an entry; drops it where the queue is full.</summary>
    public void Write(JournalEntry entry)
    {
        if (_queue.Writer.TryWrite(entry))
        {
            Wake();
        }
        else
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Hands over what is to be written beside the entries; drops it where too much waits.</summary>
    public void Note(JournalNote note)
    {
        if (_notes.Writer.TryWrite(note))
        {
            Wake();
        }
        else
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Asks for upkeep with the next round.</summary>
    public void RequestUpkeep()
    {
        _upkeepDue = true;
        Wake();
    }

    /// <summary>Ends when everything handed over before is written, or dropped.</summary>
    public Task FlushAsync()
    {
        TaskCompletionSource flush = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _flushes.Enqueue(flush);
        Wake();
        if (_ended.Task.IsCompleted)
        {
            EndFlushes(_flushes.Count);
        }

        return flush.Task;
    }

    /// <summary>Writes what waits, and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_closing.IsCancellationRequested)
        {
            await _closing.CancelAsync();
            _wake.Release();
        }

        await _ended.Task;
        EndFlushes(_flushes.Count);
    }

    private void Wake()
    {
        if (Volatile.Read(ref _woken) == 0 && Interlocked.Exchange(ref _woken, 1) == 0)
        {
            _wake.Release();
        }
    }

    private void Run()
    {
        try
        {
            WriteUntilClosed();
            _ended.SetResult();
        }
        catch (Exception exception)
        {
            _ended.SetException(exception);
        }
    }

    private void WriteUntilClosed()
    {
        var last = false;
        while (!last)
        {
            _wake.Wait();
            Pause(Linger);
            last = _closing.IsCancellationRequested;
            Interlocked.Exchange(ref _woken, 0);
            var flushes = _flushes.Count;
            var written = WriteWaiting();
            KeepUp();
            EndFlushes(flushes);
            if (!written)
            {
                Pause(RetryInterval);
                Wake();
            }
        }

        DropConnection();
        _batch.Dispose();
    }

    // Real time on purpose: what is gathered must reach the disk whatever the clock by which entries age.
    private void Pause(TimeSpan pause) => _closing.Token.WaitHandle.WaitOne(pause);

    private bool WriteWaiting()
    {
        _counts.MoveTo(_pending);
        for (var batch = 0; batch < _mostBatches; batch++)
        {
            // Taken before the entries and written after them: a note may be about one of them.
            var notes = TakeNotes();
            var taken = Take();
            if (taken == 0 && _pending.Count == 0 && notes.Count == 0)
            {
                return true;
            }

            if (!WriteBatch(notes))
            {
                return false;
            }
        }

        Wake();
        return true;
    }

    private List<JournalNote> TakeNotes()
    {
        List<JournalNote> notes = [];
        while (notes.Count < BatchSize && _notes.Reader.TryRead(out var note))
        {
            notes.Add(note);
        }

        return notes;
    }

    private bool WriteBatch(List<JournalNote> notes)
    {
        try
        {
            _connection ??= new(_file);
            _connection.Write(_batch, _pending, notes);
            _pending.Clear();
            _lastError = null;
        }
        catch (Exception exception)
        {
            Interlocked.Add(ref _dropped, _batch.Count + notes.Count);
            Fail(exception);
            return false;
        }

        try
        {
            _upkeep.KeepSize(_connection.Connection);
            return true;
        }
        catch (Exception exception)
        {
            Fail(exception);
            return false;
        }
    }

    private int Take()
    {
        _batch.Clear();
        var taken = 0;
        while (taken < BatchSize && _queue.Reader.TryRead(out var entry))
        {
            taken++;
            try
            {
                _batch.Add(entry);
            }
            catch (Exception exception)
            {
                // One entry that cannot be written as text must not take its batch with it.
                Interlocked.Increment(ref _dropped);
                _lastError = exception.Message;
            }
        }

        return taken;
    }

    private void KeepUp()
    {
        if (!_upkeepDue)
        {
            return;
        }

        _upkeepDue = false;
        try
        {
            _connection ??= new(_file);
            _upkeep.KeepAge(_connection.Connection);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _lastError = exception is SqliteException fault ? SqliteFaults.Describe(_file.Path, fault) : exception.Message;
        DropConnection();
        Coarsen();
    }

    // While nothing can be written counts gather here; adding up minutes, then hours, keeps them few.
    private void Coarsen()
    {
        foreach (var seconds in (long[])[60, 3600])
        {
            if (_pending.Count <= MostPendingCounts)
            {
                return;
            }

            foreach (var ((cause, second), count) in _pending.ToArray())
            {
                var coarse = (cause, second - (second % seconds));
                if (coarse != (cause, second))
                {
                    _pending.Remove((cause, second));
                    _pending[coarse] = _pending.GetValueOrDefault(coarse) + count;
                }
            }
        }
    }

    private void DropConnection()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (SqliteException)
        {
            // Its files are closed all the same.
        }

        _connection = null;
    }

    private void EndFlushes(int count)
    {
        while (count-- > 0 && _flushes.TryDequeue(out var flush))
        {
            flush.TrySetResult();
        }
    }
}
