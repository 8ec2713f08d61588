using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Client.Schemes.Digest;

/// <summary>
/// A protection space (RFC 7616 section 3.3): a realm of an origin, the addresses that belong to it, and the nonce that
/// got through there last.
/// </summary>
internal sealed class DigestSpace
{
    private const int MostFolders = 32;

    private readonly Uri _origin;
    private readonly (Uri Origin, string Path)[] _domain;
    private readonly Lock _gate = new();
    private volatile string[] _folders = [];
    private DigestSession? _session;

    /// <summary>The space of a challenge.</summary>
    /// <param name="origin">Where it came from.</param>
    /// <param name="challenge">The challenge.</param>
    /// <param name="origins">The origins that credentials may go to: whatever else the challenge names is left out.</param>
    public DigestSpace(Uri origin, DigestChallenge challenge, IReadOnlyList<Uri> origins)
    {
        _origin = origin;
        Realm = challenge.Realm;
        _domain = DomainOf(challenge, origin, origins);
        IsEverywhere = challenge.Domain.Count == 0;
    }

    /// <summary>The realm.</summary>
    public string Realm { get; }

    /// <summary>The nonce that is sent ahead; null where none got through or its password was refused since.</summary>
    public DigestSession? Session => Volatile.Read(ref _session);

    private bool IsEverywhere { get; }

    /// <summary>Whether it is that realm of that origin.</summary>
    public bool Is(Uri address, string realm) => Realm == realm && ClientOrigin.Holds(_origin, address);

    /// <summary>How closely an address belongs to it: 0 not at all, else the more the closer.</summary>
    public int Closeness(Uri address, string path)
    {
        var closest = IsEverywhere && ClientOrigin.Holds(_origin, address) ? 1 : 0;
        if (closest > 0)
        {
            foreach (var folder in _folders)
            {
                if (folder.Length >= closest && path.StartsWith(folder, StringComparison.Ordinal))
                {
                    closest = folder.Length + 1;
                }
            }
        }

        foreach (var (origin, prefix) in _domain)
        {
            if (
                prefix.Length >= closest
                && path.StartsWith(prefix, StringComparison.Ordinal)
                && ClientOrigin.Holds(origin, address)
            )
            {
                closest = prefix.Length + 1;
            }
        }

        return closest;
    }

    /// <summary>A request got through with a nonce that a challenge gave it.</summary>
    public void Begin(DigestSession session, string path)
    {
        Volatile.Write(ref _session, session);
        var folder = path[..(path.LastIndexOf('/') + 1)];
        lock (_gate)
        {
            if (_folders.Length < MostFolders && !_folders.Contains(folder, StringComparer.Ordinal))
            {
                _folders = [.. _folders, folder];
            }
        }
    }

    /// <summary>Puts another nonce in place of one, or none; nothing happens where it has a successor already.</summary>
    public void Replace(DigestSession session, DigestSession? next) =>
        Interlocked.CompareExchange(ref _session, next, session);

    /// <summary>A password was refused: nothing that it answers goes ahead any more.</summary>
    public void Drop(CredentialFingerprint refused)
    {
        if (Session is { } session && session.Fingerprint == refused)
        {
            Replace(session, next: null);
        }
    }

    private static (Uri, string)[] DomainOf(DigestChallenge challenge, Uri origin, IReadOnlyList<Uri> origins)
    {
        var domain = new List<(Uri, string)>();
        foreach (var member in challenge.Domain)
        {
            if (
                Uri.TryCreate(origin, member, out var address)
                && origins.FirstOrDefault(allowed => ClientOrigin.Holds(allowed, address)) is { } allowed
            )
            {
                domain.Add((allowed, address.AbsolutePath));
            }
        }

        return [.. domain];
    }
}
