using System.Net;

namespace Gatehouse.Decisions.Passwords;

/// <summary>One password that somebody tries.</summary>
/// <param name="tries">Those underway.</param>
/// <param name="trier">Who tries it, and on whom.</param>
/// <param name="same">What those have in common that try the same password and compare it with the same.</param>
internal sealed class PasswordTry(PasswordTries tries, PasswordTrier trier, UInt128 same) : IDisposable
{
    private readonly TaskCompletionSource<(bool Ended, PasswordMatch? Match)> _end = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private bool _metAnother;

    /// <summary>Who tries it, and on whom.</summary>
    public PasswordTrier Trier => trier;

    /// <summary>Whether the others know of it now; under their lock.</summary>
    public bool IsListed { get; set; }

    /// <summary>Whether there was no place for it among the others: it takes nothing of what they find.</summary>
    public bool IsAlone { get; set; }

    /// <summary>Whether it is the one that compares, of those that try the same; under the lock of the others.</summary>
    public bool Compares { get; set; }

    /// <summary>
    /// Whether the same client has begun with another password for the user meanwhile: then whoever is held up with this one
    /// may be guessing.
    /// </summary>
    public bool MetAnother
    {
        get => Volatile.Read(ref _metAnother);
        set => Volatile.Write(ref _metAnother, value);
    }

    /// <summary>Whether the other tries the same, and it is compared with the same.</summary>
    public bool IsTwinOf(PasswordTry other) => Same == other.Same;

    private UInt128 Same => same;

    /// <summary>
    /// What is found: by this try, or by one of the same that compares already. Null for want of room.
    /// </summary>
    public async ValueTask<PasswordMatch?> CompareAsync(
        IPasswordVerifier passwords,
        string? hash,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    )
    {
        // Where the client of the one that compares goes away, the next one compares anew.
        while (tries.CompareOrFind(this) is { } first)
        {
            if (await first._end.Task.WaitAsync(cancellationToken) is (true, var found))
            {
                // The first writes the better hash.
                return found == PasswordMatch.YesButWeak ? PasswordMatch.Yes : found;
            }
        }

        return await passwords.VerifyAsync(hash, password, client, cancellationToken);
    }

    /// <summary>Ends it with what was found, for those too who wait for it.</summary>
    public void End(PasswordMatch? match)
    {
        tries.End(this, match is PasswordMatch.Yes or PasswordMatch.YesButWeak);
        _end.TrySetResult((true, match));
    }

    /// <summary>
    /// Ends one that must not be judged: one of a program's whose first is counted, and holds up the others until its
    /// password is found right. Whether one that was underway with it proves the same password right, and the client has
    /// begun with no other meanwhile, so that nobody can guess behind somebody's back. Whatever the password is, it is
    /// waited for all of them, lest the time tell which one is being judged.
    /// </summary>
    public async ValueTask<bool> WaitForTwinAsync(CancellationToken cancellationToken)
    {
        var others = tries.Leave(this);
        _end.TrySetResult(default);
        var right = false;
        foreach (var other in others)
        {
            var (_, match) = await other._end.Task.WaitAsync(cancellationToken);
            right |=
                match is PasswordMatch.Yes or PasswordMatch.YesButWeak && other.IsTwinOf(this) && !other.MetAnother;
        }

        return right && !IsAlone;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        tries.End(this, right: false);
        _end.TrySetResult(default);
    }
}
