using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Schemes.Dpop;

/// <summary>
/// The address in a proof (<c>htu</c>), compared after normalisation and without query and fragment (RFC 9449 section 4.3,
/// RFC 3986 section 6.2).
/// </summary>
internal static class ProofAddress
{
    private const int Longest = 8 * 1024;

    /// <summary>
    /// Whether it is that of the request as its client saw it: on the host that the request names, or on the site's public
    /// address where a proxy in front does not pass the host on.
    /// </summary>
    public static bool IsOf(string address, Decision decision)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var text = end < 0 ? address : address[..end];
        if (text.Length > Longest || !TryRead(text, out var told) || told!.UserInfo.Length > 0)
        {
            return false;
        }

        var facts = decision.Facts;
        var scheme = facts.Https ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        var isHere =
            (TryRead($"{scheme}://{facts.Authority}/", out var asked) && IsSameOrigin(told, asked!))
            || IsSameOrigin(told, decision.Site.PublicUrl);
        var path = CanonicalPath.Read(text);
        return isHere
            && path.Fault == PathFault.None
            && string.Equals(path.Text, facts.Path.Text, StringComparison.Ordinal);
    }

    private static bool TryRead(string text, out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static bool IsSameOrigin(Uri one, Uri other) =>
        string.Equals(one.Scheme, other.Scheme, StringComparison.Ordinal)
        && one.Port == other.Port
        && string.Equals(HostName.Fold(one.IdnHost), HostName.Fold(other.IdnHost), StringComparison.Ordinal);
}
