using System.Net;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Sessions;

/// <summary>Which cookie holds a session, and where it stands in a request (RFC 6265 section 5.4).</summary>
public static class SessionCookie
{
    /// <summary>Over https, for one host: no other host and no plain http can have set it.</summary>
    public const string HostName = "__Host-gatehouse";

    /// <summary>Over https, for a domain: no plain http can have set it.</summary>
    public const string DomainName = "__Secure-gatehouse";

    /// <summary>Over plain http.</summary>
    public const string PlainName = "gatehouse";

    /// <summary>
    /// The one name that is read and written, or null where there are no sessions: over plain http from beyond loopback,
    /// unless the site has switched that on.
    /// </summary>
    public static string? NameFor(RequestFacts facts, SessionRules rules) =>
        facts.Https
            ? rules.CookieDomain is null
                ? HostName
                : DomainName
            : rules.PlainHttp || (IPAddress.IsLoopback(facts.Peer) && IPAddress.IsLoopback(facts.Client))
                ? PlainName
                : null;

    /// <summary>
    /// The first cookie of this name: its field line, and where in it the value is. False where there is none.
    /// </summary>
    public static bool TryFind(RequestFacts facts, string name, out string line, out int start, out int length)
    {
        var lines = facts.Headers.Count("Cookie");
        for (var i = 0; i < lines; i++)
        {
            line = facts.Headers.Line("Cookie", i) ?? "";
            if (TryFindIn(line, 0, name, out start, out length))
            {
                return true;
            }
        }

        (line, start, length) = ("", 0, 0);
        return false;
    }

    /// <summary>
    /// Whether there is a cookie of this name with another value too. A browser sends two only where something else of the
    /// host or the domain has set one beside ours: which is whose cannot be told, so neither may sign anybody in.
    /// </summary>
    public static bool HasAnother(RequestFacts facts, string name, ReadOnlySpan<char> value)
    {
        var lines = facts.Headers.Count("Cookie");
        for (var i = 0; i < lines; i++)
        {
            var line = facts.Headers.Line("Cookie", i) ?? "";
            var at = 0;
            while (TryFindIn(line, at, name, out var start, out var length))
            {
                if (!line.AsSpan(start, length).SequenceEqual(value))
                {
                    return true;
                }

                at = start + length;
            }
        }

        return false;
    }

    private static bool TryFindIn(string line, int from, string name, out int start, out int length)
    {
        // A cookie begins the line or stands behind a semicolon.
        var at = from;
        if (from > 0)
        {
            var next = line.IndexOf(';', from);
            at = next < 0 ? line.Length : next + 1;
        }

        while (at < line.Length)
        {
            var semicolon = line.IndexOf(';', at);
            var end = semicolon < 0 ? line.Length : semicolon;
            while (at < end && line[at] is ' ' or '\t')
            {
                at++;
            }

            if (
                at + name.Length < end
                && line[at + name.Length] == '='
                && line.AsSpan(at, name.Length).SequenceEqual(name)
            )
            {
                start = at + name.Length + 1;
                length = line.AsSpan(start, end - start).TrimEnd(" \t").Length;
                return true;
            }

            at = end + 1;
        }

        (start, length) = (0, 0);
        return false;
    }
}
