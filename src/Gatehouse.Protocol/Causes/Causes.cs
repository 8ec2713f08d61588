using System.Collections.Frozen;

namespace Gatehouse.Protocol.Causes;

/// <summary>
/// The catalogue of causes: every reason for which a request can be refused, one entry each. Ids and numbers are never
/// reused. The order of <see cref="All"/> is that of the families, and within a family that of its numbers.
/// </summary>
public static partial class Causes
{
    private static readonly Cause[] Entries =
    [
        .. Credentials.Entries,
        .. User.Entries,
        .. Password.Entries,
        .. Mfa.Entries,
        .. Digest.Entries,
        .. Key.Entries,
        .. Token.Entries,
        .. Session.Entries,
        .. Csrf.Entries,
        .. Cors.Entries,
        .. Provider.Entries,
        .. Saml.Entries,
        .. Negotiate.Entries,
        .. Certificate.Entries,
        .. Access.Entries,
        .. Client.Entries,
        .. Request.Entries,
        .. Route.Entries,
        .. Server.Entries,
        .. Forward.Entries,
        .. Upstream.Entries,
        .. Header.Entries,
        .. Basic.Entries,
        .. Cookie.Entries,
        .. Clock.Entries,
        .. Endpoint.Entries,
        .. Signature.Entries,
        .. Replica.Entries,
        .. Account.Entries,
        .. Refusal.Entries,
        .. Application.Entries,
        .. Challenge.Entries,
        .. Proxy.Entries,
        .. Cache.Entries,
        .. Preflight.Entries,
        .. Waf.Entries,
        .. Dns.Entries,
        .. Tls.Entries,
        .. Network.Entries,
        .. Grant.Entries,
    ];

    private static readonly FrozenDictionary<string, Cause> ById = Entries.ToFrozenDictionary(
        cause => cause.Id,
        StringComparer.Ordinal
    );

    private static readonly FrozenDictionary<ushort, Cause> ByNumber = Entries.ToFrozenDictionary(cause =>
        cause.Number
    );

    /// <summary>Every entry of the catalogue.</summary>
    public static IReadOnlyList<Cause> All { get; } = Array.AsReadOnly(Entries);

    /// <summary>The entry of this id (<c>token.expired</c>), or null where there is none. Ids are case-sensitive.</summary>
    public static Cause? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The entry of this number, as references carry it, or null where there is none.</summary>
    public static Cause? FindByNumber(ushort number) => ByNumber.GetValueOrDefault(number);
}
