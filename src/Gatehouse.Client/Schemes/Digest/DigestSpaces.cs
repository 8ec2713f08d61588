using Gatehouse.Protocol.Digest;

namespace Gatehouse.Client.Schemes.Digest;

/// <summary>
/// The protection spaces that are known, and whom to ask for a password: shared by all origins that the credentials are
/// for, since a challenge of one may cover addresses of another (RFC 7616 section 3.3, <c>domain</c>).
/// </summary>
/// <param name="source">Where passwords come from.</param>
/// <param name="origins">The origins that they may go to.</param>
internal sealed class DigestSpaces(PasswordSource source, IReadOnlyList<Uri> origins)
{
    private const int Most = 32;

    private readonly Lock _gate = new();
    private volatile DigestSpace[] _spaces = [];

    /// <summary>Where passwords come from.</summary>
    public PasswordSource Source { get; } = source;

    /// <summary>The nonce of the closest space that has one to send ahead; null where there is none.</summary>
    public DigestSession? Find(Uri address)
    {
        var spaces = _spaces;
        if (spaces.Length == 0)
        {
            return null;
        }

        var path = address.AbsolutePath;
        var (closest, found) = (0, (DigestSession?)null);
        foreach (var space in spaces)
        {
            if (space.Session is { } session && space.Closeness(address, path) is var closeness && closeness > closest)
            {
                (closest, found) = (closeness, session);
            }
        }

        return found;
    }

    /// <summary>The space of that realm at that address; null where it is not known.</summary>
    public DigestSpace? Find(Uri address, string realm) => Array.Find(_spaces, space => space.Is(address, realm));

    /// <summary>The same, made where it is not known.</summary>
    public DigestSpace For(Uri address, DigestChallenge challenge)
    {
        lock (_gate)
        {
            if (Find(address, challenge.Realm) is { } known)
            {
                return known;
            }

            var space = new DigestSpace(ClientOrigin.OfRequest(address), challenge, origins);
            _spaces = [.. _spaces.Length < Most ? _spaces : _spaces[1..], space];
            return space;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _spaces = [];
}
