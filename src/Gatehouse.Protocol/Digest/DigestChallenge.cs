using System.Text;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Digest;

/// <summary>
/// A Digest challenge that a client can answer (RFC 7616 section 3.3): all that it needs to know, and the answer's text.
/// </summary>
public sealed class DigestChallenge
{
    private const string True = "true";

    private DigestChallenge() { }

    /// <summary>The realm as on the wire, one character an octet.</summary>
    public string Realm { get; private init; } = "";

    /// <summary>The nonce as on the wire.</summary>
    public string Nonce { get; private init; } = "";

    /// <summary>What the server wants back unchanged; null where it wants nothing.</summary>
    public string? Opaque { get; private init; }

    /// <summary>The algorithm; MD5 where the challenge names none.</summary>
    public DigestAlgorithm Algorithm { get; private init; }

    /// <summary>The algorithm's name as on the wire, which goes back in the same letters; null where it names none.</summary>
    public string? AlgorithmName { get; private init; }

    /// <summary>Whether it offers <c>auth</c>.</summary>
    public bool OffersAuth { get; private init; }

    /// <summary>Whether it offers <c>auth-int</c>.</summary>
    public bool OffersAuthInt { get; private init; }

    /// <summary>Whether it offers no quality of protection at all, as servers of RFC 2069 do: nothing then tells a replay.</summary>
    public bool IsLegacy => !OffersAuth && !OffersAuthInt;

    /// <summary>Whether the refused response was right but for its nonce (<c>stale=true</c>).</summary>
    public bool IsStale { get; private init; }

    /// <summary>Whether the user's name can go as its hash (<c>userhash=true</c>, RFC 7616 section 3.4.4).</summary>
    public bool TakesUserHash { get; private init; }

    /// <summary>Whether the server says that names and passwords are UTF-8 (<c>charset</c>).</summary>
    public bool IsUtf8 { get; private init; }

    /// <summary>The addresses that the nonce is good for besides, absolute or from the root; empty for the whole server.</summary>
    public IReadOnlyList<string> Domain { get; private init; } = [];

    /// <summary>The realm for people: what its octets spell in UTF-8, or else one character an octet.</summary>
    public string RealmText =>
        !Ascii.IsValid(Realm) && ExtendedValue.TryDecodeUtf8(Encoding.Latin1.GetBytes(Realm), out var text)
            ? text
            : Realm;

    /// <summary>Reads a challenge; null where it is of another scheme, lacks what an answer needs, or wants what nobody knows.</summary>
    public static DigestChallenge? Read(Challenge challenge)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        if (
            !challenge.Is("Digest")
            || challenge.Realm is not { } realm
            || challenge["nonce"] is not { } nonce
            || !DigestAlgorithm.TryParse(challenge["algorithm"], out var algorithm)
        )
        {
            return null;
        }

        var qops = Split(challenge["qop"], ',');
        var (auth, authInt) = (Has(qops, DigestArithmetic.Auth), Has(qops, DigestArithmetic.AuthInt));
        return qops.Length > 0 && !auth && !authInt
            ? null
            : new DigestChallenge
            {
                Realm = realm,
                Nonce = nonce,
                Opaque = challenge["opaque"],
                Algorithm = algorithm,
                AlgorithmName = challenge["algorithm"],
                OffersAuth = auth,
                OffersAuthInt = authInt,
                IsStale = IsTrue(challenge["stale"]),
                TakesUserHash = IsTrue(challenge["userhash"]),
                IsUtf8 = "UTF-8".Equals(challenge["charset"], StringComparison.OrdinalIgnoreCase),
                Domain = Split(challenge["domain"], ' '),
            };
    }

    /// <summary>The same challenge with the nonce that followed (<c>nextnonce</c>).</summary>
    public DigestChallenge With(string nonce) =>
        new()
        {
            Realm = Realm,
            Nonce = nonce,
            Opaque = Opaque,
            Algorithm = Algorithm,
            AlgorithmName = AlgorithmName,
            OffersAuth = OffersAuth,
            OffersAuthInt = OffersAuthInt,
            TakesUserHash = TakesUserHash,
            IsUtf8 = IsUtf8,
            Domain = Domain,
        };

    /// <summary>What <see cref="DigestArithmetic.Secret"/> makes, of the realm's very octets.</summary>
    public byte[] Secret(string user, string password) =>
        DigestArithmetic.HashOctets(
            Algorithm.Hash,
            $"{DigestCredentials.WireOf(user)}:{Realm}:{DigestCredentials.WireOf(password)}"
        );

    /// <summary>The quality of protection to answer with; null for a server that knows none.</summary>
    /// <param name="body">Whether the body is to be covered where that can be.</param>
    public string? QopFor(bool body) =>
        OffersAuthInt && (body || !OffersAuth) ? DigestArithmetic.AuthInt
        : OffersAuth ? DigestArithmetic.Auth
        : null;

    /// <summary>What a response is computed from.</summary>
    /// <param name="qop">One of those that it offers.</param>
    /// <param name="clientNonce">The client's nonce; left out where nothing asks for one.</param>
    /// <param name="count">The nonce count, from 1.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="uri">The request's target.</param>
    public DigestInput InputFor(string? qop, string clientNonce, uint count, string method, string uri) =>
        new()
        {
            Algorithm = Algorithm,
            Nonce = Nonce,
            Qop = qop,
            ClientNonce = qop is null && !Algorithm.Session ? null : clientNonce,
            NonceCount = qop is null ? null : count.ToString("x8", System.Globalization.CultureInfo.InvariantCulture),
            Method = method,
            Uri = uri,
        };

    /// <summary>The credentials that answer it. A secret.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="secret">What <see cref="Secret"/> made.</param>
    /// <param name="input">What <see cref="InputFor"/> made.</param>
    /// <param name="asciiOnly">
    /// Whether nothing but ASCII can be sent: a name with other characters then goes as <c>username*</c> even to servers
    /// that say nothing of UTF-8 and may not know it.
    /// </param>
    /// <exception cref="ArgumentException">The name cannot stand in a field. No message repeats it.</exception>
    public Credentials Answer(string user, ReadOnlySpan<byte> secret, in DigestInput input, bool asciiOnly)
    {
        ArgumentNullException.ThrowIfNull(user);
        var wire = DigestCredentials.WireOf(user);
        (string, string) name =
            TakesUserHash
                ? ("username", Convert.ToHexStringLower(DigestArithmetic.HashOctets(Algorithm.Hash, $"{wire}:{Realm}")))
            : IsUtf8 || asciiOnly ? DigestCredentials.NameOf(user)
            : ("username", wire);
        return DigestCredentials.Create(name, Realm, secret, input, TakesUserHash, AlgorithmName, Opaque);
    }

    private static bool IsTrue(string? value) => True.Equals(value, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string[] values, string value) => values.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static string[] Split(string? value, char separator) =>
        value?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
