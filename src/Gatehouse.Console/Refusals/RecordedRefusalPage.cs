using System.Globalization;
using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Refusals;

/// <summary>Shows an earlier refusal to whoever holds its reference.</summary>
public static class RecordedRefusalPage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(
        Cause cause,
        string reference,
        DateTimeOffset at,
        string? contact,
        string prefix,
        string language
    )
    {
        var text = CauseTexts.For(cause, language);
        var page = new HtmlPage(language, text.Title);
        page.Markup("<p class=\"status\">").Text(cause.Status.ToString(CultureInfo.InvariantCulture)).Markup("</p>\n");
        page.Element("h1", text.Title).Element("p", text.DetailPlain);
        page.List(CauseTexts.Phrase(PhraseKeys.WhatYouCanDo, language), text.Fixes(Party.Caller));
        page.Markup("<dl>\n").Element("dt", CauseTexts.Phrase(PhraseKeys.Reference, language));
        page.Markup("<dd><code>").Text(reference).Markup("</code></dd>\n");
        page.Element("dt", CauseTexts.Phrase(PhraseKeys.Time, language));
        page.Element("dd", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        page.Element("dt", CauseTexts.Phrase(PhraseKeys.Cause, language));
        page.Markup("<dd><a href=\"")
            .Text(prefix + "causes/" + cause.Id)
            .Markup("\">")
            .Text(cause.Id)
            .Markup("</a></dd>\n");
        if (contact is not null)
        {
            page.Element("dt", CauseTexts.Phrase(PhraseKeys.Contact, language)).Element("dd", contact);
        }

        return page.Markup("</dl>\n").ToUtf8();
    }
}
