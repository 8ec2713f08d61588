using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>Origins and sites as browsers compare them.</summary>
internal static class Origins
{
    private static readonly string[] SecondLevels = ["co", "com", "org", "net", "gov", "ac", "edu", "ne", "or"];

    /// <summary>Scheme, host and port.</summary>
    public static string Of(Uri url) => url.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether a request goes to another origin than that of its page.</summary>
    public static bool IsCross(Exchange exchange) =>
        exchange is { Request.Url: { } url, Browser.Page: { } page } && Of(url) != Of(page);

    /// <summary>Whether both belong to one site: the same scheme and the same registrable domain, as far as that shows without the public suffix list.</summary>
    public static bool SameSite(Uri one, Uri other) =>
        one.Scheme == other.Scheme && SiteOf(one.Host) == SiteOf(other.Host);

    /// <summary>The registrable domain of a host; an address stands for itself.</summary>
    public static string SiteOf(string host)
    {
        if (Uri.CheckHostName(host) is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return host;
        }

        var labels = host.ToLowerInvariant().Split('.');
        var count =
            labels.Length > 2 && labels[^1].Length == 2 && SecondLevels.Contains(labels[^2], StringComparer.Ordinal)
                ? 3
                : 2;
        return string.Join('.', labels[^Math.Min(count, labels.Length)..]);
    }

    /// <summary>Whether this is a preflight.</summary>
    public static bool IsPreflight(Exchange exchange) =>
        exchange is { Request: { Method: "OPTIONS", Headers: var headers } }
        && headers.Has("Access-Control-Request-Method");
}
