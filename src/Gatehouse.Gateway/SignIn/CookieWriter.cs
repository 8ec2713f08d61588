using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// Sets and deletes the gateway's own cookies (RFC 6265, and the prefixes of RFC 6265bis): the session's, and the one
/// that ties forms to a browser nobody has signed in with yet.
/// </summary>
internal static class CookieWriter
{
    private const int BrowserIdLength = 16;

    /// <summary>Sets the session's cookie. It ends with the browser; the session itself ends by its own limits.</summary>
    public static void SetSession(HttpContext context, RequestFacts facts, SessionRules rules, string value) =>
        Append(context, SessionCookie.NameFor(facts, rules)!, value, facts, rules.CookieDomain, more: "");

    /// <summary>Deletes the session's cookie.</summary>
    public static void DeleteSession(HttpContext context, RequestFacts facts, SessionRules rules)
    {
        if (SessionCookie.NameFor(facts, rules) is { } name)
        {
            Append(context, name, "", facts, rules.CookieDomain, "; Max-Age=0");
        }
    }

    /// <summary>What this browser's forms are tied to: the value of a cookie that it has or is given now.</summary>
    public static string BrowserId(HttpContext context, RequestFacts facts)
    {
        if (FindBrowserId(facts) is { } known)
        {
            return known;
        }

        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(BrowserIdLength));
        Append(context, FormCookie(facts), id, facts, domain: null, more: "");
        return id;
    }

    /// <summary>The value that <see cref="BrowserId"/> gave to this browser, or null.</summary>
    public static string? FindBrowserId(RequestFacts facts) =>
        SessionCookie.TryFind(facts, FormCookie(facts), out var line, out var start, out var length)
        && length == Base64Url.GetEncodedLength(BrowserIdLength)
            ? line.Substring(start, length)
            : null;

    /// <summary>Sets a cookie of this host that lasts so long; a lifetime of nothing deletes it.</summary>
    public static void SetShort(
        HttpContext context,
        RequestFacts facts,
        string name,
        string value,
        TimeSpan lifetime
    ) =>
        Append(
            context,
            name,
            value,
            facts,
            domain: null,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; Max-Age={(long)lifetime.TotalSeconds}")
        );

    private static string FormCookie(RequestFacts facts) => facts.Https ? "__Host-gatehouse-form" : "gatehouse-form";

    private static void Append(
        HttpContext context,
        string name,
        string value,
        RequestFacts facts,
        string? domain,
        string more
    )
    {
        var cookie = new StringBuilder(name, 160).Append('=').Append(value).Append("; Path=/; HttpOnly; SameSite=Lax");
        if (facts.Https)
        {
            cookie.Append("; Secure");
            if (domain is not null)
            {
                cookie.Append("; Domain=").Append(domain);
            }
        }

        context.Response.Headers.Append(HeaderNames.SetCookie, cookie.Append(more).ToString());
    }
}
