using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Cookies;

/// <summary>A cookie that was set earlier in what was given and does not come along with the refused request: which of a browser's rules keeps it back.</summary>
[Names(
    "cookie.not-sent-secure",
    "cookie.not-sent-samesite",
    "cookie.not-sent-domain",
    "cookie.not-sent-path",
    "cookie.expired",
    "cookie.too-large",
    "cookie.blocked",
    "credentials.not-sent"
)]
internal sealed class CookieNotSentRule : Rule
{
    private const int Largest = 4096;

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main
                is not {
                    Intent: ProbeIntent.Given,
                    Request: { Url: { } url } request,
                    Answer.Status: 401 or 403 or 302 or 419
                } main
            || Origins.IsPreflight(main)
        )
        {
            yield break;
        }

        var sent = NamesIn(request);
        var lost = file.All(ProbeIntent.Given)
            .Where(exchange => exchange.Number != main.Number && !(exchange.At > main.At))
            .SelectMany(exchange =>
                (exchange.Answer?.Headers.All("Set-Cookie") ?? []).Select(line => SetCookie.Read(line, exchange))
            )
            .OfType<SetCookie>()
            .Where(cookie => !sent.Contains(cookie.Name) && cookie.From.Request?.Url is { } from && Concerns(from, url))
            .OrderByDescending(cookie => cookie.LooksLikeSession)
            .ThenByDescending(cookie => cookie.From.Number)
            .FirstOrDefault();
        if (lost is null || (Half(lost, sent) ?? Fault(file, lost, main, url)) is not var (cause, because))
        {
            yield break;
        }

        var strength =
            request.Authorization is not null ? Strength.Moderate
            : cause == Causes.Cookie.Blocked
            && main.Browser?.Page is null
            && !request.Headers.Has("Sec-Fetch-Storage-Access")
                ? Strength.Strong
            : lost.LooksLikeSession ? Strength.Decisive
            : Strength.Strong;
        yield return new Clue(cause, strength, because) { Source = main.Source, Remedy = RemedyOf(cause, lost) };
    }

    private static HashSet<string> NamesIn(SentRequest request) =>
        [
            .. (request.Headers["Cookie"] ?? string.Empty)
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('=')[0]),
        ];

    private static bool Concerns(Uri from, Uri url) =>
        from.Host == url.Host
        || (from.IsLoopback && url.IsLoopback)
        || Origins.SiteOf(from.Host) == Origins.SiteOf(url.Host);

    // A large cookie is split into name_0, name_1...; one part came and another did not.
    private static (Cause Cause, FormattableString Because)? Half(SetCookie cookie, HashSet<string> sent)
    {
        var stem = cookie.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return
            stem.Length < cookie.Name.Length
            && stem is [.., '_' or '.' or '-' or 'C' or 's' or 'S']
            && sent.Any(name =>
                name.StartsWith(stem, StringComparison.Ordinal) && name.Length <= cookie.Name.Length + 1
            )
            ? (
                Causes.Cookie.TooLarge,
                (FormattableString)
                    $"The cookie is split into parts, and {cookie.Name} did not come along with the others"
            )
            : null;
    }

    private static (Cause Cause, FormattableString Because)? Fault(
        CaseFile file,
        SetCookie cookie,
        Exchange main,
        Uri url
    )
    {
        var framed = IsFramed(file, url);
        var from = cookie.From.Request!.Url!;
        if (cookie.Length > Largest)
        {
            return (
                Causes.Cookie.TooLarge,
                (FormattableString)
                    $"The cookie {cookie.Name} is {cookie.Length} octets long, and browsers keep {Largest} at most"
            );
        }

        return NotKept(cookie, from)
            ?? NotInFrame(cookie, framed)
            ?? NotForHost(cookie, from, url)
            ?? NotForPath(cookie, from, url)
            ?? NotNow(cookie, main, url)
            ?? NotFromThere(file, cookie, main, url);
    }

    private static (Cause, FormattableString)? NotKept(SetCookie cookie, Uri from)
    {
        var plain = from.Scheme == Uri.UriSchemeHttp && !from.IsLoopback;
        var prefixed =
            cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)
            || cookie.Name.StartsWith("__Secure-", StringComparison.Ordinal);
        if ((cookie.Secure && plain) || (prefixed && (!cookie.Secure || from.Scheme == Uri.UriSchemeHttp)))
        {
            return (
                Causes.Cookie.NotSentSecure,
                (FormattableString)
                    $"The cookie {cookie.Name} is for https alone, and the answer that set it came over {from.Scheme} or without Secure, so it was not kept"
            );
        }

        if (cookie.SameSite == "none" && !cookie.Secure)
        {
            return (
                Causes.Cookie.NotSentSecure,
                (FormattableString)
                    $"The cookie {cookie.Name} says SameSite=None without Secure, so browsers do not keep it"
            );
        }

        if (cookie.Name.StartsWith("__Host-", StringComparison.Ordinal))
        {
            if (cookie.Domain is not null)
            {
                return (
                    Causes.Cookie.NotSentDomain,
                    (FormattableString)
                        $"The cookie {cookie.Name} names a Domain, which its prefix __Host- forbids, so it was not kept"
                );
            }

            if (cookie.Path != "/")
            {
                return (
                    Causes.Cookie.NotSentPath,
                    (FormattableString)
                        $"The cookie {cookie.Name} lacks Path=/, which its prefix __Host- wants, so it was not kept"
                );
            }
        }

        return cookie.Domain is { } domain && !Covers(domain, from.Host)
            ? (
                Causes.Cookie.NotSentDomain,
                (FormattableString)
                    $"The cookie {cookie.Name} names the Domain {domain}, to which {from.Host} does not belong, so it was not kept"
            )
            : null;
    }

    // A frame of another site: its page is asked for across sites, and what is not SameSite=None is not kept there.
    private static (Cause, FormattableString)? NotInFrame(SetCookie cookie, bool framed) =>
        cookie.SameSite is not "none"
        && cookie.From.Request is { } asked
        && (
            (
                asked.Headers["Sec-Fetch-Site"] is "cross-site"
                && asked.Headers["Sec-Fetch-Dest"] is "iframe" or "frame" or "embed" or "object" or "empty"
            ) || framed
        )
            ? (
                Causes.Cookie.NotSentSamesite,
                (FormattableString)
                    $"The cookie {cookie.Name} was set in a frame or request of another site with SameSite={(object?)cookie.SameSite ?? new OwnWords("Lax (the rule without one)")}, so it was not kept there"
            )
            : null;

    private static (Cause, FormattableString)? NotForHost(SetCookie cookie, Uri from, Uri url) =>
        cookie.Domain is { } domain
            ? Covers(domain, url.Host)
                ? null
                : (
                    Causes.Cookie.NotSentDomain,
                    (FormattableString)$"The cookie {cookie.Name} is for {domain}, and the request went to {url.Host}"
                )
            : from.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase)
                ? null
                : (
                    Causes.Cookie.NotSentDomain,
                    (FormattableString)
                        $"The cookie {cookie.Name} is for {from.Host} alone, and the request went to {url.Host}"
                );

    private static (Cause, FormattableString)? NotForPath(SetCookie cookie, Uri from, Uri url)
    {
        var folder = from.AbsolutePath[..Math.Max(from.AbsolutePath.LastIndexOf('/'), 0)];
        var path = cookie.Path ?? (folder.Length == 0 ? "/" : folder);
        var covered =
            url.AbsolutePath == path
            || (
                url.AbsolutePath.StartsWith(path, StringComparison.Ordinal)
                && (path.EndsWith('/') || url.AbsolutePath[path.Length] == '/')
            );
        return covered
            ? null
            : (
                Causes.Cookie.NotSentPath,
                (FormattableString)
                    $"The cookie {cookie.Name} is for {path} and below, and the request asked for {url.AbsolutePath}"
            );
    }

    private static (Cause, FormattableString)? NotNow(SetCookie cookie, Exchange main, Uri url)
    {
        if (cookie.Ends is { } ends && main.At is { } at && ends <= at)
        {
            return (
                Causes.Cookie.Expired,
                (FormattableString)$"The cookie {cookie.Name} ended at {ends:u}, before the request"
            );
        }

        return cookie.Secure && url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback
            ? (
                Causes.Cookie.NotSentSecure,
                (FormattableString)$"The cookie {cookie.Name} is for https alone, and the request went over http"
            )
            : null;
    }

    private static (Cause, FormattableString)? NotFromThere(CaseFile file, SetCookie cookie, Exchange main, Uri url)
    {
        if (main.Request?.Headers["Sec-Fetch-Storage-Access"] is "none")
        {
            return (
                Causes.Cookie.Blocked,
                (FormattableString)
                    $"The browser says that this frame may not use its cookies (Sec-Fetch-Storage-Access: none)"
            );
        }

        if (main.Browser?.Page is not { } page)
        {
            return FromUnknownPage(cookie, main);
        }

        if (!Origins.SameSite(page, url))
        {
            return cookie.SameSite == "none" && WentAlong(file, cookie, main)
                    ? (
                        Causes.Credentials.NotSent,
                        (FormattableString)
                            $"Other requests of the same page carried the cookie {cookie.Name}: the script of this one did not ask for credentials to go along"
                    )
                : cookie.SameSite == "none"
                    ? (
                        Causes.Cookie.Blocked,
                        (FormattableString)
                            $"The cookie {cookie.Name} may be sent from other sites, and was not: the browser blocks it, or the script did not ask for credentials"
                    )
                : (
                    Causes.Cookie.NotSentSamesite,
                    (FormattableString)
                        $"The page is of {Origins.SiteOf(page.Host)}, and the cookie {cookie.Name} is SameSite={(object?)cookie.SameSite ?? new OwnWords("Lax (the rule without one)")}"
                );
        }

        return Origins.IsCross(main)
            ? (
                Causes.Credentials.NotSent,
                (FormattableString)
                    $"The page of {Origins.Of(page)} asked another origin, and its script did not ask for credentials to go along"
            )
            : null;
    }

    private static (Cause, FormattableString)? FromUnknownPage(SetCookie cookie, Exchange main) =>
        main.Request?.Headers["Sec-Fetch-Site"] is "cross-site" && cookie.SameSite != "none"
            ? (
                Causes.Cookie.NotSentSamesite,
                (FormattableString)
                    $"The browser says that the request comes from another site (Sec-Fetch-Site), and the cookie {cookie.Name} is SameSite={(object?)cookie.SameSite ?? new OwnWords("Lax (the rule without one)")}"
            )
        : cookie.From.Request?.Method == "POST" && cookie.LooksLikeSession
            ? (
                Causes.Cookie.Blocked,
                (FormattableString)
                    $"The cookie {cookie.Name} was set by a sign-in and would be sent with this request; the client keeps none"
            )
        : null;

    private static bool WentAlong(CaseFile file, SetCookie cookie, Exchange main) =>
        file.All(ProbeIntent.Given)
            .Any(other =>
                other.Number != main.Number
                && other.Request is { } request
                && request.Url?.Host == main.Request?.Url?.Host
                && request.Headers["Sec-Fetch-Site"] == main.Request?.Headers["Sec-Fetch-Site"]
                && NamesIn(request).Contains(cookie.Name)
            );

    // A page of another site holds the host in a frame.
    private static bool IsFramed(CaseFile file, Uri url) =>
        file.All(ProbeIntent.Given)
            .Any(page =>
                page is { Request.Url: { } top, Answer: { IsSuccess: true, Body: { } text } }
                && !Origins.SameSite(top, url)
                && text.Contains("<iframe", StringComparison.OrdinalIgnoreCase)
                && text.Contains(url.Host, StringComparison.OrdinalIgnoreCase)
            );

    private static bool Covers(string domain, string host) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private static FormattableString? RemedyOf(Cause cause, SetCookie cookie) =>
        cause == Causes.Credentials.NotSent
            ? (FormattableString)
                $"Use fetch(url, {"{ credentials: 'include' }"}) or withCredentials, and allow it on the server"
        : cause == Causes.Cookie.NotSentSamesite
            ? (FormattableString)
                $"Set {cookie.Name} with SameSite=None; Secure, or serve page and interface from one site"
        : cause == Causes.Cookie.NotSentSecure
            ? (FormattableString)$"Serve both over https, and set {cookie.Name} with Secure"
        : null;
}
