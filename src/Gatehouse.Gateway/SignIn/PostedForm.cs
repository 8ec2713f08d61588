using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Gateway.SignIn;

/// <summary>A form that was posted to one of the gateway's own pages.</summary>
internal sealed class PostedForm(IReadOnlyDictionary<string, StringValues> fields)
{
    private const string MediaType = "application/x-www-form-urlencoded";
    private const int MostFields = 32;
    private const int LongestName = 64;
    private const int LongestValue = 16 * 1024;
    private const int LongestBody = 64 * 1024;

    /// <summary>The field's value; empty where it is missing or given twice.</summary>
    public string this[string name] => fields.GetValueOrDefault(name) is [{ } value] ? value : "";

    /// <summary>The name of a field that is there more than once, or null.</summary>
    public string? Repeated =>
        fields.FirstOrDefault(one => one.Value.Count > 1).Key is not { } name ? null
        : name.Length <= 32 && name.All(c => char.IsAsciiLetterLower(c) || c == '_') ? name
        : "of another name";

    /// <summary>
    /// Reads a form; null where it is none, or larger than any of ours.
    /// </summary>
    public static async Task<PostedForm?> ReadAsync(HttpContext context)
    {
        if (!IsForm(context.Request.ContentType) || context.Request.ContentLength > LongestBody)
        {
            return null;
        }

        // Always UTF-8, whatever a parameter of the media type says (URL standard, application/x-www-form-urlencoded).
        var reader = new FormPipeReader(context.Request.BodyReader, Encoding.UTF8)
        {
            ValueCountLimit = MostFields,
            KeyLengthLimit = LongestName,
            ValueLengthLimit = LongestValue,
        };
        try
        {
            return new PostedForm(await reader.ReadFormAsync(context.RequestAborted));
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static bool IsForm(string? type) =>
        type is not null
        && type.AsSpan()[..(type.IndexOf(';', StringComparison.Ordinal) is >= 0 and var end ? end : type.Length)]
            .Trim(" \t")
            .Equals(MediaType, StringComparison.OrdinalIgnoreCase);

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

        if (form is null)
        {
            return Finding.Failed(
                Causes.Csrf.TokenMissing,
                Evidence.ForOperator("problem", "the body cannot be read as a form, or is larger than any form of ours")
            );
        }

        if (form[FormTokens.FieldName].Length == 0)
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
