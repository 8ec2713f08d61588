using System.Buffers;

namespace Gatehouse.Doctor.Exchanges;

/// <summary>Tells the sign-in page of a network (hotel, train, company) from that of a site.</summary>
internal static class Portals
{
    private const int LongestPage = 4096;

    private static readonly SearchValues<char> Ends = SearchValues.Create("\"'<> \n\r)");

    private static readonly string[] Words =
    [
        "captive",
        "hotspot",
        "wifi",
        "wi-fi",
        "wlan",
        "guest",
        "splash",
        "portal",
        "coova",
        "uamip",
        "nocat",
        "chilli",
        "fortigate",
        "fgtauth",
    ];

    private static readonly string[] Marks =
    [
        "mac=",
        "client_mac=",
        "clientmac=",
        "usermac=",
        "ap_mac=",
        "apmac=",
        "client_ip=",
        "clientip=",
        "userip=",
        "nasid=",
        "called=",
        "ssid=",
        "wlanuserip=",
        "switchip=",
        "statuscode=",
        "magic=",
    ];

    /// <summary>Whether a redirect from this plain http address to that place is a network's own: another host, and the marks of a portal.</summary>
    public static bool IsPortal(Uri from, Uri place)
    {
        if (from.Scheme != "http" || from.Host.Equals(place.Host, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var query = place.Query;
        var marked = Array.Exists(Marks, mark => query.Contains(mark, StringComparison.OrdinalIgnoreCase));
        var named = Array.Exists(
            Words,
            word => (place.Host + place.AbsolutePath).Contains(word, StringComparison.OrdinalIgnoreCase)
        );
        var asksBack = Uri.UnescapeDataString(query).Contains(from.Host, StringComparison.OrdinalIgnoreCase);
        return (marked && (named || asksBack)) || (named && asksBack && !SameSite(from.Host, place.Host));
    }

    /// <summary>Whether a page in place of an answer to plain http leads to a network's own sign-in page, by script or by a meta element.</summary>
    public static bool IsPortalPage(Uri from, Answer answer) =>
        from.Scheme == "http"
        && answer is { IsSuccess: true, MediaType: "text/html", Body: { Length: > 0 and < LongestPage } text }
        && (
            text.Contains("location", StringComparison.OrdinalIgnoreCase)
            || text.Contains("http-equiv", StringComparison.OrdinalIgnoreCase)
        )
        && text.IndexOf("http", text.IndexOf('=', StringComparison.Ordinal) + 1, StringComparison.OrdinalIgnoreCase)
            is > 0
                and var at
        && Uri.TryCreate(
            text[at..(at + Math.Max(text.AsSpan(at).IndexOfAny(Ends), 0))],
            UriKind.Absolute,
            out var place
        )
        && (
            IsPortal(from, place)
            || (
                !from.Host.Equals(place.Host, StringComparison.OrdinalIgnoreCase)
                && Array.Exists(
                    Words,
                    word => (place.Host + place.PathAndQuery).Contains(word, StringComparison.OrdinalIgnoreCase)
                )
            )
        );

    // portal.example.com may well sign in for www.example.com.
    private static bool SameSite(string one, string other) =>
        string.Join('.', one.Split('.').TakeLast(2))
            .Equals(string.Join('.', other.Split('.').TakeLast(2)), StringComparison.OrdinalIgnoreCase);
}
