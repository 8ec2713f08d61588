using System.Text.Json;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Decisions;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Writes the answers of the token and revocation endpoints (RFC 6749 section 5, RFC 7009 section 2.2).</summary>
internal static class TokenAnswers
{
    /// <summary>
    /// The error of RFC 6749 section 5.2 with what every refusal has besides: its cause, what to do, and the reference
    /// under which it is written down.
    /// </summary>
    public static Task RefuseAsync(HttpContext context, Decision decision, RefusalResponder refusals, TokenFault fault)
    {
        var refused = Refusing.Because(decision, "token", fault.Finding, fault.User);
        var refusal = refusals.Prepare(context, decision, refused);
        RefusalResponder.WriteFields(context, refusal, cors: null);
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = ChallengeWriter.Write(
                Challenge.Create("Basic", ("realm", decision.Site.Realm), ("charset", "UTF-8"))
            );
        }

        context.Response.Headers.Pragma = "no-cache";
        return EndpointAnswers.JsonAsync(
            context,
            refusal.Status,
            Json.Write(json =>
            {
                json.WriteString("error", refusal.Status >= 500 ? "temporarily_unavailable" : fault.Error);
                json.WriteString("error_description", Description(refusal.Detail));
                json.WriteString(
                    "error_uri",
                    new Uri(decision.Site.PublicUrl, decision.Site.Prefix + "causes/" + refusal.Cause.Id).AbsoluteUri
                );
                json.WriteString("cause", refusal.Cause.Id);
                json.WriteString("reference", refusal.Reference);
                json.WriteString("next", refusal.Cause.Next.ToName());
                json.WriteStartArray("fixes");
                foreach (var fix in refusal.Fixes)
                {
                    json.WriteStringValue(fix);
                }

                json.WriteEndArray();
            })
        );
    }

    /// <summary>A successful answer (RFC 6749 section 5.1).</summary>
    public static Task GiveAsync(HttpContext context, ReadOnlyMemory<byte> answer)
    {
        context.Response.Headers.Pragma = "no-cache";
        return EndpointAnswers.JsonAsync(context, StatusCodes.Status200OK, answer);
    }

    // RFC 6749 section 5.2: printable ASCII without quotation mark and backslash.
    private static string Description(string detail) =>
        string.Create(
            detail.Length,
            detail,
            static (text, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    text[i] = from[i] is >= ' ' and <= '~' and not '"' and not '\\' ? from[i] : '\'';
                }
            }
        );
}
