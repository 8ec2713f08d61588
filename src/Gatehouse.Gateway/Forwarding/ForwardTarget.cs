using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>The target that the upstream is asked for: the canonical path that was judged, letter for letter.</summary>
internal static class ForwardTarget
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static Uri Create(string address, Decision decision, Route route)
    {
        var facts = decision.Facts;
        return new Uri(string.Concat(address, Path(facts.Path, route), Query(decision, route)), in Verbatim);
    }

    private static string Path(CanonicalPath path, Route route)
    {
        if (route.StripPrefix is not { } prefix || !path.Text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return path.Text;
        }

        var rest = path.Text.AsSpan(prefix.Length);
        if (rest.Length == 0)
        {
            return "/";
        }

        // /apix is not below /api.
        return rest[0] == '/' ? rest.ToString() : path.Text;
    }

    /// <summary>The query without the key that stood in it.</summary>
    public static string Query(Decision decision, Route route)
    {
        var query = decision.Facts.Path.Query;
        if (
            decision.Presented is not { Place: CredentialPlace.Query }
            || route.Key.Query is not { } name
            || query.Length == 0
        )
        {
            return query;
        }

        var kept = new StringBuilder(query.Length);
        foreach (var range in query.AsSpan(1).Split('&'))
        {
            var pair = query.AsSpan(1)[range];
            if (QueryParameters.Count(pair, name, out _) > 0)
            {
                continue;
            }

            kept.Append(kept.Length == 0 ? '?' : '&').Append(pair);
        }

        return kept.ToString();
    }
}
