using System.Globalization;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Jose;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gatehouse.AspNetCore.Cors;

/// <summary>
/// Writes a route's cross-origin rules on an answer. The gateway owns these fields on such a route: what the upstream
/// said of them is removed.
/// </summary>
public static class CorsHeaders
{
    private const string Exposed = "WWW-Authenticate, Gatehouse-Reference, Retry-After";
    private const string ExposedToGrpc = Exposed + ", Grpc-Status, Grpc-Message";

    /// <summary>Answers a preflight that was allowed: 204 with the rules.</summary>
    public static void AnswerPreflight(HttpContext context, CorsRules rules)
    {
        var headers = context.Response.Headers;
        Apply(context, rules);
        headers.Remove(HeaderNames.AccessControlExposeHeaders);
        headers.Append(
            HeaderNames.Vary,
            $"{HeaderNames.AccessControlRequestMethod}, {HeaderNames.AccessControlRequestHeaders}"
        );
        if (rules.Methods.Count > 0)
        {
            headers.AccessControlAllowMethods = string.Join(", ", rules.Methods.Order(StringComparer.Ordinal));
        }

        if (rules.Headers.Count > 0)
        {
            headers.AccessControlAllowHeaders = string.Join(", ", rules.Headers.Order(StringComparer.Ordinal));
        }

        headers.AccessControlMaxAge = ((long)rules.MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Writes what any answer to this origin needs; an origin that is not allowed learns nothing.</summary>
    public static void Apply(HttpContext context, CorsRules rules)
    {
        var headers = context.Response.Headers;
        foreach (
            var name in headers
                .Keys.Where(static name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase))
                .ToArray()
        )
        {
            headers.Remove(name);
        }

        // Also where the request has no Origin: a cache must not give its answer to one that has.
        if (!Varies(headers.Vary, HeaderNames.Origin))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        if (context.Request.Headers.Origin is not [{ Length: > 0 } origin] || !rules.Allows(origin))
        {
            return;
        }

        headers.AccessControlAllowOrigin =
            rules.Credentials ? origin
            : rules.Origins.Contains("*") ? "*"
            : origin;
        if (rules.Credentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }

        var exposed = headers.ContainsKey(HeaderNames.GrpcStatus) ? ExposedToGrpc : Exposed;
        exposed = headers.ContainsKey(DpopProof.NonceField) ? $"{exposed}, {DpopProof.NonceField}" : exposed;
        headers.AccessControlExposeHeaders =
            rules.Exposed.Count == 0 ? exposed : $"{exposed}, {string.Join(", ", rules.Exposed)}";
    }

    // The field is a list of names (RFC 9110 section 12.5.5); a name that only contains another is another one.
    private static bool Varies(StringValues vary, string name)
    {
        foreach (var line in vary)
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
