using System.Globalization;
using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Causes;

/// <summary>Tells a person what a cause means.</summary>
public static class CausePage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(Cause cause, string language)
    {
        var text = CauseTexts.For(cause, language);
        var page = new HtmlPage(language, text.Title);
        page.Markup("<p class=\"status\">").Text(cause.Status.ToString(CultureInfo.InvariantCulture)).Markup("</p>\n");
        page.Element("h1", text.Title).Element("p", text.DetailPlain);
        page.List(CauseTexts.Phrase(PhraseKeys.WhatYouCanDo, language), text.Fixes(Party.Caller));
        page.List(CauseTexts.Phrase(PhraseKeys.ForTheOperator, language), text.Fixes(Party.Operator));
        page.Markup("<dl>\n").Element("dt", CauseTexts.Phrase(PhraseKeys.Cause, language));
        return page.Markup("<dd><code>").Text(cause.Id).Markup("</code></dd>\n</dl>\n").ToUtf8();
    }
}
