using System.Collections.Frozen;

namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// The parameters of Digest that a sender must not quote. Everything else is written quoted: RFC 9110 section 11.5 and
/// RFC 7616 demand it for the rest that matter, and no recipient may tell the two notations apart.
/// </summary>
internal sealed class UnquotedParameters
{
    /// <summary>
    /// RFC 7616 section 3.3. <c>charset</c> and <c>userhash</c> are not named there, but its examples show them bare, and
    /// that is what clients were tried with.
    /// </summary>
    public static readonly UnquotedParameters OfChallenges = new("algorithm", "stale", "charset", "userhash");

    /// <summary>RFC 7616 section 3.4; <c>username*</c> is an <c>ext-value</c>, which has no quoted form.</summary>
    public static readonly UnquotedParameters OfCredentials = new("algorithm", "qop", "nc", "userhash", "username*");

    private readonly FrozenSet<string> _names;

    private UnquotedParameters(params string[] names) => _names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string scheme, string name) =>
        scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase) && _names.Contains(name);
}
