using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// The one place where passwords are hashed: a few threads of lowered priority and a bounded queue that is fair between
/// addresses. A flood of bad passwords fills the queue and is told to come back; it never slows those who are signed in.
/// </summary>
public sealed partial class HashingLane : IPasswordVerifier, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Queue<Work>> _waiting = [];
    private readonly Queue<IPAddress> _turns = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly CancellationTokenSource _ended = new();
    private readonly int _capacity;
    private readonly int _capacityPerAddress;
    private readonly Func<string, string, PasswordMatch> _verify;
    private readonly string _nobodysHash;
    private int _count;

    /// <summary>
    /// With room for <paramref name="capacity"/> waiting passwords, at most <paramref name="capacityPerAddress"/> of one
    /// address (IPv6: of one /64); at most half of the cores hash.
    /// </summary>
    public HashingLane(int capacity = 64, int capacityPerAddress = 8)
        : this(capacity, capacityPerAddress, Math.Max(1, Environment.ProcessorCount / 2), PasswordHash.Verify) { }

    internal HashingLane(int capacity, int capacityPerAddress, int threads, Func<string, string, PasswordMatch> verify)
    {
        _capacity = capacity;
        _capacityPerAddress = capacityPerAddress;
        _verify = verify;

        // The hash of a password that nobody has: comparing with it takes as long as with a real one.
        _nobodysHash = PasswordHash.Create(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        for (var i = 0; i < threads; i++)
        {
            new Thread(Run) { IsBackground = true, Name = "gatehouse hashing" }.Start();
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
        var work = new Work(() => match = _verify(hash ?? _nobodysHash, password), cancellationToken);
        if (!TryQueue(client, work))
        {
            return null;
        }

        await work.Done;
        return hash is null ? PasswordMatch.No : match;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> HashAsync(string password, IPAddress client, CancellationToken cancellationToken)
    {
        string? hash = null;
        var work = new Work(() => hash = PasswordHash.Create(password), cancellationToken);
        if (!TryQueue(client, work))
        {
            return null;
        }

        await work.Done;
        return hash;
    }

    /// <summary>Ends the threads once what they are doing is done; what still waits is cancelled.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        lock (_gate)
        {
            foreach (var work in _waiting.Values.SelectMany(queue => queue))
            {
                work.Cancel();
            }

            _waiting.Clear();
            _turns.Clear();
        }
    }

    private bool TryQueue(IPAddress address, Work work)
    {
        var client = SubjectOf(address);
        lock (_gate)
        {
            if (_ended.IsCancellationRequested || _count >= _capacity)
            {
                return false;
            }

            if (!_waiting.TryGetValue(client, out var queue))
            {
                _waiting.Add(client, queue = new Queue<Work>());
                _turns.Enqueue(client);
            }

            if (queue.Count >= _capacityPerAddress)
            {
                return false;
            }

            queue.Enqueue(work);
            _count++;
        }

        _available.Release();
        return true;
    }

    // One subscriber has a whole /64, and would otherwise take a turn for every address in it.
    private static IPAddress SubjectOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        octets[8..].Clear();
        return new IPAddress(octets);
    }

    // Addresses take turns, whatever the number of passwords that each one sends.
    private Work? Next()
    {
        lock (_gate)
        {
            if (!_turns.TryDequeue(out var client))
            {
                return null;
            }

            var queue = _waiting[client];
            var work = queue.Dequeue();
            _count--;
            if (queue.Count > 0)
            {
                _turns.Enqueue(client);
            }
            else
            {
                _waiting.Remove(client);
            }

            return work;
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
                Next()?.Run();
            }
        }
        catch (OperationCanceledException)
        {
            // The lane has ended.
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

    private sealed class Work(Action action, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public void Cancel() => _done.TrySetCanceled();

        public void Run()
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _done.TrySetCanceled(cancellationToken);
                return;
            }

            try
            {
                action();
                _done.TrySetResult();
            }
            catch (Exception exception)
            {
                _done.TrySetException(exception);
            }
        }
    }
}
