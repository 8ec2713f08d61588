using System.Net;

namespace Gatehouse.Doctor.Logs;

/// <summary>Recognises the address of a server behind, as proxies log it.</summary>
internal static class LogBackends
{
    /// <summary>Whether this is an address with a port, a socket or a URL of one; several may stand in one word.</summary>
    public static bool IsBackend(string text)
    {
        var last = Last(text);
        if (last.Length is < 3 or > 200)
        {
            return false;
        }

        if (last.StartsWith("unix:", StringComparison.Ordinal))
        {
            return true;
        }

        if (Uri.TryCreate(last, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "h2c")
        {
            return url.AbsolutePath == "/";
        }

        return last.Contains(':', StringComparison.Ordinal)
            && !last.EndsWith(':')
            && IPEndPoint.TryParse(last, out var end)
            && end.Port > 0;
    }

    /// <summary>Of several that were tried, the one that answered.</summary>
    public static string Last(string text)
    {
        var comma = text.LastIndexOf(',');
        return (comma < 0 ? text : text[(comma + 1)..]).Trim();
    }
}
