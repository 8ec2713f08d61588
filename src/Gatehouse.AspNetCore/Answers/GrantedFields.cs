using Gatehouse.Decisions;
using Gatehouse.Protocol.Jose;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.AspNetCore.Answers;

/// <summary>Writes what a granted request's answer tells the client about its credentials (RFC 7615).</summary>
public static class GrantedFields
{
    /// <summary>
    /// Writes them, in the place of what another server behind this one says under the same names: the credentials were
    /// answered for here.
    /// </summary>
    public static void Apply(HttpContext context, Decision decision)
    {
        var limits = decision.LimitFields;
        for (var i = 0; i < limits.Count; i++)
        {
            context.Response.Headers[limits[i].Name] = limits[i].Value;
        }

        var fields = decision.AnswerFields;
        for (var i = 0; i < fields.Count; i++)
        {
            context.Response.Headers[fields[i].Name] = fields[i].Value;

            // A nonce is one client's, and is not for a cache to give to others (RFC 9449 section 8.2).
            if (fields[i].Name == DpopProof.NonceField)
            {
                context.Response.Headers.CacheControl = "no-store";
            }
        }
    }
}
