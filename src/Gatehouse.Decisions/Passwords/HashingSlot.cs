using System.Diagnostics.CodeAnalysis;
using Gatehouse.Decisions.Threads;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// What hashes one password at a time: a thread that takes only what nobody else wants of the machine, so that no request
/// waits for it, and which rests now and then, since a core takes over what waits elsewhere only when it rests; and one with
/// a small share that does its work where it gets nothing, so that people can sign in on a busy machine too.
/// </summary>
/// <param name="next">Waits for work as long as it is told, and takes it; null where there was none.</param>
/// <param name="pace">How long the first thread rests.</param>
/// <param name="patience">How long a password may take before the second thread helps.</param>
/// <param name="note">Is told how long one took, and how much of that were the longer rests.</param>
/// <param name="time">The clock.</param>
/// <param name="ended">Ends both threads.</param>
internal sealed class HashingSlot(
    Func<TimeSpan, HashingWork?> next,
    HashingPace pace,
    Func<TimeSpan> patience,
    Action<TimeSpan, TimeSpan> note,
    TimeProvider time,
    CancellationToken ended
)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // A core takes over what waits elsewhere only when it rests. The second thread, which older kernels do not interrupt at
    // once, rests for most of the time.
    private const int LongRest = 1000;

    private readonly object _gate = new();
    private HashingWork? _current;
    private long _begun;

    /// <summary>Starts both threads; they end with the lane.</summary>
    public void Start()
    {
        ended.UnsafeRegister(static slot => ((HashingSlot)slot!).Wake(), this);
        BackgroundThread.Start("gatehouse hashing", BackgroundShare.Idle, () => UntilEnded(Work));
        BackgroundThread.Start("gatehouse hash 2", BackgroundShare.Low, () => UntilEnded(Help));
    }

    private static void UntilEnded(Action loop)
    {
        try
        {
            loop();
        }
        catch (OperationCanceledException)
        {
            // The lane has ended.
        }
    }

    private void Work()
    {
        while (true)
        {
            if (next(Timeout.InfiniteTimeSpan) is not { } work)
            {
                continue;
            }

            lock (_gate)
            {
                _current = work;
                _begun = time.GetTimestamp();
                pace.Begin(work.Rank);
                Monitor.Pulse(_gate);
            }

            if (Run(work, pace.Rest) is { } took)
            {
                note(took, pace.Longer);
            }

            lock (_gate)
            {
                _current = null;
            }
        }
    }

    private void Help()
    {
        while (true)
        {
            // What the first thread is at comes first: it has waited longest. Then whatever waits, as long as the first stands.
            if (!Stands(out var stuck))
            {
                ended.WaitHandle.WaitOne(Look);
            }
            else if (
                (stuck.Done.IsCompleted ? next(Look) : stuck) is { } work
                && Run(work, static () => BackgroundThread.Rest(LongRest)) is { } took
            )
            {
                note(took, TimeSpan.Zero);
            }
        }
    }

    // Waits until the first thread is at work; whether it has been for too long.
    private bool Stands([NotNullWhen(true)] out HashingWork? work)
    {
        lock (_gate)
        {
            while (_current is null)
            {
                ended.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }

            ended.ThrowIfCancellationRequested();
            work = _current;
            return time.GetElapsedTime(_begun) - pace.Longer >= patience();
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    // How long it took; null where nobody waits for it any more.
    private TimeSpan? Run(HashingWork work, Action rest)
    {
        var begun = time.GetTimestamp();
        return work.Run(rest) ? time.GetElapsedTime(begun) : null;
    }
}
