using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gatehouse.Decisions.Guessing;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// The one place where passwords are hashed: a few threads of lowered priority and a bounded queue that is fair between
/// addresses. A flood of bad passwords fills the queue and is told to come back; it never slows those who are signed in, nor
/// keeps out those who sign in from where nobody guesses.
/// </summary>
public sealed partial class HashingLane : IPasswordVerifier, IDisposable
{
    private const double FirstGuess = 0.1;
    private const int LongestRetry = 60;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeProvider _time;
    private readonly HashingQueue _queue;
    private readonly AskedInVain _inVain;
    private readonly int _threads;
    private readonly Func<string, string, PasswordMatch> _verify;
    private readonly string _nobodysHash;
    private double _seconds = FirstGuess;
    private long _hashed;
    private long _refused;

    /// <summary>
    /// With room for <paramref name="capacity"/> waiting passwords, at most <paramref name="capacityPerAddress"/> of one
    /// address (IPv6: of one /64); at most half of the cores hash.
    /// </summary>
    public HashingLane(int capacity = 64, int capacityPerAddress = 8)
        : this(
            capacity,
            capacityPerAddress,
            Math.Max(1, Environment.ProcessorCount / 2),
            PasswordHash.Verify,
            TimeProvider.System
        ) { }

    internal HashingLane(
        int capacity,
        int capacityPerAddress,
        int threads,
        Func<string, string, PasswordMatch> verify,
        TimeProvider time
    )
    {
        _queue = new HashingQueue(capacity, capacityPerAddress);
        _inVain = new AskedInVain(time);
        _threads = threads;
        _verify = verify;
        _time = time;

        // The hash of a password that nobody has: comparing with it takes as long as with a real one.
        _nobodysHash = PasswordHash.Create(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        for (var i = 0; i < threads; i++)
        {
            new Thread(Run) { IsBackground = true, Name = "gatehouse hashing" }.Start();
        }
    }

    /// <summary>How many passwords wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>How many passwords were hashed.</summary>
    public long Hashed => Volatile.Read(ref _hashed);

    /// <summary>How many passwords were turned away, for want of room or to make room.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <inheritdoc/>
    public int RetryAfter
    {
        get
        {
            lock (_gate)
            {
                return Math.Clamp((int)Math.Ceiling((_queue.Count + 1) * _seconds / _threads), 1, LongestRetry);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<PasswordMatch?> VerifyAsync(
        string? hash,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    )
    {
        var match = PasswordMatch.No;
        var work = new HashingWork(() => match = _verify(hash ?? _nobodysHash, password), cancellationToken);
        var address = GuessKeys.Fold(client);
        if (!TryQueue(address, work) || !await work.Done)
        {
            return null;
        }

        if (hash is null || match == PasswordMatch.No)
        {
            return PasswordMatch.No;
        }

        NoteRight(address);
        return match;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> HashAsync(string password, IPAddress client, CancellationToken cancellationToken)
    {
        string? hash = null;
        var work = new HashingWork(() => hash = PasswordHash.Create(password), cancellationToken);
        var address = GuessKeys.Fold(client);
        if (!TryQueue(address, work) || !await work.Done)
        {
            return null;
        }

        NoteRight(address);
        return hash;
    }

    /// <summary>Ends the threads once what they are doing is done; what still waits is cancelled.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        IReadOnlyList<HashingWork> waiting;
        lock (_gate)
        {
            waiting = _queue.Clear();
        }

        foreach (var work in waiting)
        {
            work.Cancel();
        }
    }

    private bool TryQueue(UInt128 address, HashingWork work)
    {
        HashingWork? displaced;
        lock (_gate)
        {
            var rank = HashingQueue.RankOf(_inVain.Add(address));
            if (_ended.IsCancellationRequested || !_queue.TryAdd(address, rank, work, out displaced))
            {
                _refused++;
                return false;
            }

            if (displaced is not null)
            {
                _refused++;
            }
        }

        if (displaced is null)
        {
            _available.Release();
        }
        else
        {
            displaced.GiveWay();
        }

        return true;
    }

    private void NoteRight(UInt128 address)
    {
        lock (_gate)
        {
            _inVain.TakeBack(address);
        }
    }

    private HashingWork? Next()
    {
        lock (_gate)
        {
            return _queue.Next();
        }
    }

    private void Run()
    {
        LowerPriority();
        try
        {
            while (true)
            {
                _available.Wait(_ended.Token);
                var begun = _time.GetTimestamp();
                if (Next()?.Run() == true)
                {
                    NoteTime(_time.GetElapsedTime(begun).TotalSeconds);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The lane has ended.
        }
    }

    private void NoteTime(double seconds)
    {
        lock (_gate)
        {
            _hashed++;
            _seconds += (seconds - _seconds) / 16;
        }
    }

    // Thread.Priority does nothing on Linux; there the kernel is asked, for this thread alone.
    private static void LowerPriority()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(which: 0, who: 0, priority: 10);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetPriority(int which, uint who, int priority);
}
