using System.Globalization;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.Pages;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Refusals;

/// <summary>Shows a refusal to a person: what happened, what they can do, whom to ask, under which reference.</summary>
public sealed class RefusalPage : IRefusalPage
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Render(Refusal refusal, string? contact, string prefix)
    {
        // Under IIS's profile the number is what people search for, so it stands in the title.
        var number = refusal.Substatus ?? refusal.Status.ToString(CultureInfo.InvariantCulture);
        var page = new HtmlPage(refusal.Language, $"{number} {refusal.Title}");
        page.Markup("<p class=\"status\">").Text(number).Markup("</p>\n");
        page.Element("h1", refusal.Title).Element("p", refusal.Detail);
        page.List(CauseTexts.Phrase(PhraseKeys.WhatYouCanDo, refusal.Language), refusal.Fixes);
        page.Markup("<dl>\n").Element("dt", CauseTexts.Phrase(PhraseKeys.Reference, refusal.Language));
        page.Markup("<dd><code>").Text(refusal.Reference).Markup("</code></dd>\n");
        page.Element("dt", CauseTexts.Phrase(PhraseKeys.Cause, refusal.Language));
        page.Markup("<dd><a href=\"")
            .Text(prefix + "causes/" + refusal.Cause.Id)
            .Markup("\">")
            .Text(refusal.Cause.Id)
            .Markup("</a></dd>\n");
        if (contact is not null)
        {
            page.Element("dt", CauseTexts.Phrase(PhraseKeys.Contact, refusal.Language))
                .Markup("<dd>")
                .Text(contact)
                .Markup("</dd>\n");
        }

        return page.Markup("</dl>\n").ToUtf8();
    }
}
