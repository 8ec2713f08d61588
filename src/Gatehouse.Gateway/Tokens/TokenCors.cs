using System.Collections.Frozen;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Gateway.Tokens;

/// <summary>
/// Pages of every origin may ask for tokens and read what is public about them: nothing that a browser attaches by itself
/// counts there.
/// </summary>
internal static class TokenCors
{
    public static CorsRules Rules { get; } =
        new()
        {
            Origins = new[] { "*" }.ToFrozenSet(StringComparer.Ordinal),
            Methods = new[] { "GET", "POST" }.ToFrozenSet(StringComparer.Ordinal),
            Headers = new[] { "authorization", "content-type", "dpop", "mcp-protocol-version" }.ToFrozenSet(
                StringComparer.OrdinalIgnoreCase
            ),
        };
}
