using System.Globalization;
using System.Text;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Digest;

/// <summary>The parameters of <c>Authorization: Digest</c> (RFC 7616 section 3.4), each read and none judged.</summary>
public sealed class DigestCredentials
{
    private const int NonceCountLength = 8;

    private DigestCredentials() { }

    /// <summary>The user's name, from <c>username</c> or <c>username*</c>; with <see cref="UserHashed"/> its hash in hexadecimal digits.</summary>
    public string User { get; private init; } = "";

    /// <summary>Whether <see cref="User"/> is a hash (RFC 7616 section 3.4.4).</summary>
    public bool UserHashed { get; private init; }

    /// <summary>The realm that the client answers for.</summary>
    public string Realm { get; private init; } = "";

    /// <summary>The nonce that the client answers.</summary>
    public string Nonce { get; private init; } = "";

    /// <summary>The target that the client answers for, as sent.</summary>
    public string Uri { get; private init; } = "";

    /// <summary>The response, in hexadecimal digits.</summary>
    public string Response { get; private init; } = "";

    /// <summary>The algorithm as sent, or null where none was, which means MD5.</summary>
    public string? Algorithm { get; private init; }

    /// <summary>The quality of protection as sent, or null where none was (RFC 2069).</summary>
    public string? Qop { get; private init; }

    /// <summary>The client's nonce; there wherever a qop is.</summary>
    public string? ClientNonce { get; private init; }

    /// <summary>The nonce count as sent; there wherever a qop is.</summary>
    public string? NonceCount { get; private init; }

    /// <summary>The nonce count as a number, 1 or more; 0 where there is none.</summary>
    public uint Count { get; private init; }

    /// <summary>Reads them.</summary>
    /// <param name="credentials">Well-formed credentials of the scheme.</param>
    /// <param name="digest">The parameters, or null where a fault is returned.</param>
    /// <param name="fault">The first parameter that cannot be used, or null.</param>
    public static bool TryRead(Credentials credentials, out DigestCredentials? digest, out DigestFault? fault)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        digest = null;
        fault = FaultOf(credentials, out var user, out var hashed, out var count);
        if (fault is not null)
        {
            return false;
        }

        digest = new DigestCredentials
        {
            User = user,
            UserHashed = hashed,
            Realm = TextOf(credentials["realm"]!),
            Nonce = credentials["nonce"]!,
            Uri = credentials["uri"]!,
            Response = credentials["response"]!,
            Algorithm = credentials["algorithm"],
            Qop = credentials["qop"],
            ClientNonce = credentials["cnonce"],
            NonceCount = credentials["nc"],
            Count = count,
        };
        return true;
    }

    /// <summary>What the response must have been computed from, with what only the server can say.</summary>
    public DigestInput InputOf(DigestAlgorithm algorithm, string method, ReadOnlyMemory<byte> body) =>
        new()
        {
            Algorithm = algorithm,
            Nonce = Nonce,
            Qop = Qop,
            ClientNonce = ClientNonce,
            NonceCount = NonceCount,
            Method = method,
            Uri = Uri,
            Body = body,
        };

    /// <summary>Makes the credentials that a client sends.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="realm">The challenge's realm.</param>
    /// <param name="secret">What <see cref="DigestArithmetic.Secret"/> makes of name, realm and password.</param>
    /// <param name="input">What the response is computed from.</param>
    /// <param name="userHash">Whether the name is sent as its hash.</param>
    /// <exception cref="ArgumentException">A value that no header field can carry. No message repeats it.</exception>
    public static Credentials Answer(
        string user,
        string realm,
        ReadOnlySpan<byte> secret,
        in DigestInput input,
        bool userHash = false
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(realm);
        var name = userHash
            ? ("username", Convert.ToHexStringLower(DigestArithmetic.UserHash(input.Algorithm.Hash, user, realm)))
            : NameOf(user);
        return Create(name, WireOf(realm), secret, input, userHash, input.Algorithm.Name, opaque: null);
    }

    /// <summary>The scheme alone: the response is a proof that could be tried offline.</summary>
    public override string ToString() => "Digest";

    /// <summary>A text as its octets in UTF-8, one character each: how it stands in a field of the scheme.</summary>
    public static string WireOf(string text) =>
        Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <exception cref="ArgumentException">A value that no header field can carry. No message repeats it.</exception>
    internal static Credentials Create(
        (string, string) name,
        string realm,
        ReadOnlySpan<byte> secret,
        in DigestInput input,
        bool userHash,
        string? algorithm,
        string? opaque
    )
    {
        var parameters = new List<(string, string)>
        {
            name,
            ("realm", realm),
            ("nonce", input.Nonce),
            ("uri", input.Uri),
        };
        Add(parameters, "algorithm", algorithm);
        Add(parameters, "qop", input.Qop);
        Add(parameters, "nc", input.NonceCount);
        Add(parameters, "cnonce", input.ClientNonce);
        parameters.Add(("response", Convert.ToHexStringLower(DigestArithmetic.Response(secret, input))));
        Add(parameters, "opaque", opaque);
        Add(parameters, "userhash", userHash ? "true" : null);
        return Credentials.Create("Digest", [.. parameters]);
    }

    // RFC 7616 section 3.4: a name that ASCII cannot spell is sent in the extended notation.
    internal static (string, string) NameOf(string user) =>
        Ascii.IsValid(user) ? ("username", user) : ("username*", "UTF-8''" + System.Uri.EscapeDataString(user));

    private static void Add(List<(string, string)> parameters, string name, string? value)
    {
        if (value is not null)
        {
            parameters.Add((name, value));
        }
    }

    private static DigestFault? FaultOf(Credentials credentials, out string user, out bool hashed, out uint count)
    {
        (user, hashed, count) = ("", false, 0);
        if (credentials.Parameters.Count == 0)
        {
            return new DigestFault("username", "and every other parameter are missing");
        }

        foreach (var name in (ReadOnlySpan<string>)["realm", "nonce", "uri", "response"])
        {
            if (credentials[name] is null)
            {
                return new DigestFault(name, "is missing");
            }
        }

        return FaultOfUser(credentials, out user, out hashed)
            ?? FaultOfResponse(credentials["response"]!)
            ?? FaultOfCount(credentials, out count);
    }

    private static DigestFault? FaultOfUser(Credentials credentials, out string user, out bool hashed)
    {
        var plain = credentials["username"];
        var extended = credentials["username*"];
        user = "";
        hashed = false;
        if (credentials["userhash"] is { } userhash)
        {
            hashed = userhash.Equals("true", StringComparison.OrdinalIgnoreCase);
            if (!hashed && !userhash.Equals("false", StringComparison.OrdinalIgnoreCase))
            {
                return new DigestFault("userhash", "is neither true nor false");
            }
        }

        if (extended is not null)
        {
            return plain is not null ? new DigestFault("username*", "stands beside username (RFC 7616 section 3.4)")
                : hashed ? new DigestFault("username*", "stands beside userhash=true (RFC 7616 section 3.4)")
                : ExtendedValue.TryDecode(extended, out user) ? null
                : new DigestFault("username*", "is no UTF-8 in the notation of RFC 8187 section 3.2.1");
        }

        if (plain is null)
        {
            return new DigestFault("username", "is missing");
        }

        user = TextOf(plain);
        return hashed && !IsHex(plain) ? new DigestFault("username", "is no hash although userhash=true") : null;
    }

    private static DigestFault? FaultOfResponse(string response) =>
        IsHex(response) ? null : new DigestFault("response", "is not made of hexadecimal digits");

    // RFC 7616 section 3.4: both are needed with a qop, which every server must offer.
    private static DigestFault? FaultOfCount(Credentials credentials, out uint count)
    {
        count = 0;
        if (credentials["qop"] is null)
        {
            return null;
        }

        if (credentials["cnonce"] is null)
        {
            return new DigestFault("cnonce", "is missing beside qop");
        }

        return credentials["nc"] switch
        {
            null => new DigestFault("nc", "is missing beside qop"),
            { Length: NonceCountLength } digits
                when uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out count) =>
                count == 0 ? new DigestFault("nc", "counts from 00000001") : null,
            _ => new DigestFault("nc", "is not eight hexadecimal digits"),
        };
    }

    // Clients that hash in UTF-8 send Latin-1 all the same; octets that are no UTF-8 can be nothing else.
    private static string TextOf(string wire)
    {
        return Ascii.IsValid(wire) || !ExtendedValue.TryDecodeUtf8(Encoding.Latin1.GetBytes(wire), out var text)
            ? wire
            : text;
    }

    private static bool IsHex(string text) => text.Length > 0 && text.All(char.IsAsciiHexDigit);
}
