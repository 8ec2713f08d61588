using Gatehouse.Decisions;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Gateway.SignIn;

/// <summary>A form that was posted to one of the gateway's own pages.</summary>
internal sealed class PostedForm(IFormCollection fields)
{
    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 32,
        KeyLengthLimit = 64,
        ValueLengthLimit = 4096,
        BufferBodyLengthLimit = 64 * 1024,
    };

    /// <summary>The field's value; empty where it is missing or given twice.</summary>
    public string this[string name] => fields[name] is [{ } value] ? value : "";

    /// <summary>
    /// Reads a form; null where it is none, or larger than any of ours.
    /// </summary>
    public static async Task<PostedForm?> ReadAsync(HttpContext context)
    {
        if (
            context.Request.ContentType is not { } type
            || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            || context.Request.ContentLength > Limits.BufferBodyLengthLimit
        )
        {
            return null;
        }

        try
        {
            return new PostedForm(await context.Request.ReadFormAsync(Limits, context.RequestAborted));
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a form was sent from a page of ours in this very browser: what stands against it, or null. For pages that
    /// nobody need be signed in for, whose forms a foreign page could send as well.
    /// </summary>
    public static Failed? WhatStandsAgainst(PostedForm? form, Decision decision, FormTokens tokens)
    {
        if (decision.Facts.Headers.First("Sec-Fetch-Site") is { } site and not ("same-origin" or "none"))
        {
            return Finding.Failed(
                Causes.Csrf.CrossSite,
                Evidence.ForOperator("field", "Sec-Fetch-Site"),
                Evidence.ForOperator("value", site)
            );
        }

        if (form is null || form[FormTokens.FieldName].Length == 0)
        {
            return Finding.Failed(Causes.Csrf.TokenMissing);
        }

        return CookieWriter.FindBrowserId(decision.Facts) is not { } browser
                ? Finding.Failed(
                    Causes.Cookie.Blocked,
                    Evidence.ForOperator("problem", "the form came without the cookie that its page had set")
                )
            : tokens.Match(form[FormTokens.FieldName], browser) ? null
            : Finding.Failed(Causes.Csrf.TokenInvalid);
    }
}
