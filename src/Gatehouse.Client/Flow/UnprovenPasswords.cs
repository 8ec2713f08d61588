namespace Gatehouse.Client.Flow;

/// <summary>
/// Lets one request at a time try a password that was never accepted, so that a hundred parallel requests with a wrong
/// one are not a hundred failed sign-ins. A password that was accepted once passes freely.
/// </summary>
internal sealed class UnprovenPasswords
{
    private readonly Turnstile _turn = new();
    private readonly Lock _lock = new();
    private readonly HashSet<CredentialFingerprint> _proven = [];
    private volatile bool _hasProven;

    /// <summary>Whether any password was accepted. On the path of every request.</summary>
    public bool HasProven => _hasProven;

    /// <summary>Waits for its turn; the lease is null where none is needed.</summary>
    public async ValueTask<IDisposable?> EnterAsync(
        CredentialFingerprint fingerprint,
        CancellationToken cancellationToken
    )
    {
        if (IsProven(fingerprint))
        {
            return null;
        }

        await _turn.EnterAsync(cancellationToken).ConfigureAwait(false);
        if (!IsProven(fingerprint))
        {
            return new Turn(_turn);
        }

        _turn.Leave();
        return null;
    }

    /// <summary>Notes that a password was accepted.</summary>
    public void Prove(CredentialFingerprint fingerprint)
    {
        lock (_lock)
        {
            _proven.Add(fingerprint);
            _hasProven = true;
        }
    }

    /// <summary>Notes that it was refused.</summary>
    public void Doubt(CredentialFingerprint fingerprint)
    {
        lock (_lock)
        {
            _proven.Remove(fingerprint);
            _hasProven = _proven.Count > 0;
        }
    }

    /// <summary>Doubts all.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _proven.Clear();
            _hasProven = false;
        }
    }

    private bool IsProven(CredentialFingerprint fingerprint)
    {
        lock (_lock)
        {
            return _proven.Contains(fingerprint);
        }
    }

    private sealed class Turn(Turnstile turn) : IDisposable
    {
        private Turnstile? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Leave();
    }
}
