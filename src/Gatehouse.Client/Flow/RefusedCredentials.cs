namespace Gatehouse.Client.Flow;

/// <summary>
/// Which credentials were refused, and how often, so that none goes out a third time: accounts are locked for less. A
/// credential that is accepted is taken off the list.
/// </summary>
internal sealed class RefusedCredentials(TimeProvider clock, TimeSpan forgetAfter)
{
    /// <summary>How often a credential may be refused.</summary>
    public const int Limit = 2;

    private const int MostEntries = 256;

    private readonly Lock _lock = new();
    private readonly List<RefusedCredential> _entries = [];
    private volatile bool _any;

    /// <summary>Whether any is on the list. On the path of every request.</summary>
    public bool Any => _any;

    /// <summary>Notes that a credential was refused.</summary>
    public void Add(CredentialFingerprint fingerprint, string? realm, string path, Refusal refusal)
    {
        lock (_lock)
        {
            Drop();
            var index = _entries.FindIndex(entry => entry.Is(fingerprint, realm));
            if (index >= 0)
            {
                _entries[index] = _entries[index].Again(path, clock.GetUtcNow());
            }
            else
            {
                if (_entries.Count == MostEntries)
                {
                    _entries.RemoveAt(0);
                }

                _entries.Add(new(fingerprint, realm, [path], 1, refusal, clock.GetUtcNow()));
            }

            _any = true;
        }
    }

    /// <summary>The refusal to show where this credential may not go to this realm any more; null where it may.</summary>
    public Refusal? InRealm(CredentialFingerprint fingerprint, string? realm)
    {
        lock (_lock)
        {
            Drop();
            return _entries.Find(entry => entry.Count >= Limit && entry.Is(fingerprint, realm))?.Refusal;
        }
    }

    /// <summary>
    /// The same for a path, where no challenge has named a realm: a refused one stands for what lies beside and below it, but
    /// for the root, below which everything lies.
    /// </summary>
    public Refusal? AtPath(CredentialFingerprint fingerprint, string path)
    {
        lock (_lock)
        {
            Drop();
            // Whatever the realms were: some servers name another one each time.
            var covering = _entries.FindAll(entry => entry.Fingerprint == fingerprint && entry.Covers(path));
            return covering.Sum(entry => entry.Count) >= Limit ? covering[0].Refusal : null;
        }
    }

    /// <summary>Notes that a credential was accepted.</summary>
    public void Accept(CredentialFingerprint fingerprint)
    {
        lock (_lock)
        {
            _entries.RemoveAll(entry => entry.Fingerprint == fingerprint);
            _any = _entries.Count > 0;
        }
    }

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _any = false;
        }
    }

    /// <summary>The path up to its last slash: what RFC 7617 section 2.2 takes for one protection space.</summary>
    public static string DirectoryOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private void Drop()
    {
        if (forgetAfter != Timeout.InfiniteTimeSpan && _entries.Count > 0)
        {
            var oldest = clock.GetUtcNow() - forgetAfter;
            _entries.RemoveAll(entry => entry.At <= oldest);
            _any = _entries.Count > 0;
        }
    }
}
