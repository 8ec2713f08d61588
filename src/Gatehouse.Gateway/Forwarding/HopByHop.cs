using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>Fields that are for one connection only (RFC 9110 section 7.6.1).</summary>
internal static class HopByHop
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "Connection",
        "Keep-Alive",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "Proxy-Connection",
        "TE",
        "Transfer-Encoding",
        "Upgrade",
        "HTTP2-Settings",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What an end-to-end meaning hangs on stays, whatever a client calls it.
    private static readonly FrozenSet<string> NeverNominated = new[]
    {
        "Accept-Encoding",
        "Content-Length",
        "Content-Type",
        "Content-Encoding",
        "Cookie",
        "Host",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string name) => name[0] == ':' || Names.Contains(name);

    public static bool IsNominated(StringValues connection, string name)
    {
        if (NeverNominated.Contains(name))
        {
            return false;
        }

        foreach (var line in connection)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                if (line.AsSpan()[range].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
