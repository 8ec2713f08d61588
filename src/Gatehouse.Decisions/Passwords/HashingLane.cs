using System.Net;
using System.Security.Cryptography;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Threads;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// The one place where passwords are hashed: a few threads that give way to all others and a bounded queue that is fair between
/// addresses. A flood of bad passwords fills the queue and is told to come back; it never slows those who are signed in, nor
/// keeps out those who sign in from where nobody guesses.
/// </summary>
public sealed class HashingLane : IPasswordVerifier, IDisposable
{
    private const double FirstGuess = 0.1;
    private const int LongestRetry = 60;
    private const int Smoothing = 16;

    // A password that takes so many times what they usually take, between these bounds in seconds, gets no share of the
    // machine.
    private const double LongestOfUsual = 3;
    private const double LeastPatience = 0.3;
    private const double MostPatience = 2;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeProvider _time;
    private readonly HashingQueue _queue;
    private readonly AskedInVain _inVain;
    private readonly int _threads;
    private readonly Func<string, string, Action?, PasswordMatch> _verify;
    private readonly string _nobodysHash;
    private double _seconds = FirstGuess;
    private double _unrestedSeconds = FirstGuess;
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
            BackgroundThread.Rest,
            TimeProvider.System
        ) { }

    internal HashingLane(
        int capacity,
        int capacityPerAddress,
        int threads,
        Func<string, string, Action?, PasswordMatch> verify,
        Action<int> rest,
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
            new HashingSlot(Next, new(() => _queue.FirstRank, rest), Patience, NoteTime, time, _ended.Token).Start();
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
    public bool HasRoom(IPAddress client)
    {
        var address = GuessKeys.Fold(client);
        lock (_gate)
        {
            var rank = HashingQueue.RankOf(_inVain.Add(address));
            if (_ended.IsCancellationRequested || !_queue.HasRoom(address, rank))
            {
                _refused++;
                return false;
            }

            // Whoever goes on is counted then.
            _inVain.TakeBack(address);
            return true;
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
        var work = new HashingWork(rest => match = _verify(hash ?? _nobodysHash, password, rest), cancellationToken);
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
        var work = new HashingWork(rest => hash = PasswordHash.Create(password, rest), cancellationToken);
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

    // Null where nothing came in time.
    private HashingWork? Next(TimeSpan wait)
    {
        if (!_available.Wait(wait, _ended.Token))
        {
            return null;
        }

        lock (_gate)
        {
            return _queue.Next();
        }
    }

    private TimeSpan Patience()
    {
        lock (_gate)
        {
            return TimeSpan.FromSeconds(Math.Clamp(LongestOfUsual * _unrestedSeconds, LeastPatience, MostPatience));
        }
    }

    private void NoteTime(TimeSpan took, TimeSpan rested)
    {
        lock (_gate)
        {
            _hashed++;
            _seconds += (took.TotalSeconds - _seconds) / Smoothing;
            _unrestedSeconds += (Math.Max(0, (took - rested).TotalSeconds) - _unrestedSeconds) / Smoothing;
        }
    }
}
