using System.Globalization;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.Pages;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Refusals;

/// <summary>Shows a refusal to a person: what happened, what they can do, whom to ask, under which reference.</summary>
public sealed class RefusalPage : IRefusalPage
{
    /// <inheritdoc/>
    public string ContentSecurityPolicy => PageAssets.ContentSecurityPolicy;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Render(Refusal refusal, string realm, string? contact, string prefix)
    {
        // Under IIS's profile the number is what people search for, so it stands in the title.
        var number = refusal.Substatus ?? refusal.Status.ToString(CultureInfo.InvariantCulture);
        var page = new HtmlPage(refusal.Language, $"{number} {refusal.Title}");
        page.Markup("<p class=\"status\">").Text(number).Markup("</p>\n");
        page.Element("h1", refusal.Title).Element("p", refusal.Detail);
        page.List(page.Phrase(PhraseKeys.WhatYouCanDo), refusal.Fixes);
        AddActions(page, refusal, realm, contact);
        page.Markup("<dl>\n").Element("dt", page.Phrase(PhraseKeys.Reference));
        page.Markup("<dd><code>").Text(refusal.Reference).Markup("</code>\n");
        page.Markup("<button type=\"button\" class=\"quiet small\" hidden data-does=\"copy\" data-text=\"")
            .Text(refusal.Reference)
            .Markup("\" data-done=\"")
            .Text(page.Phrase(PagePhrases.Copied))
            .Markup("\">")
            .Text(page.Phrase(PagePhrases.Copy))
            .Markup("</button></dd>\n");
        page.Element("dt", page.Phrase(PhraseKeys.Cause));
        page.Markup("<dd>").Link(prefix + "causes/" + refusal.Cause.Id, refusal.Cause.Id).Markup("</dd>\n</dl>\n");
        return page.Contact(contact).ToUtf8();
    }

    private static void AddActions(HtmlPage page, Refusal refusal, string realm, string? contact)
    {
        page.Markup("<p class=\"actions\">\n");
        var mayAsk = refusal.Status == 403 || refusal.Cause.Next == NextStep.Ask;
        if (refusal.SignIn is { } signIn && (refusal.Status == 401 || refusal is { Status: 403, SignedIn: true }))
        {
            page.Link(
                refusal.RetryPath is { } path
                    ? $"{signIn}?{SignInAddress.ReturnParameter}={Uri.EscapeDataString(path)}"
                    : signIn,
                page.Phrase(refusal.SignedIn ? PagePhrases.OtherUser : PhraseKeys.SignIn),
                " class=\"button\""
            );
        }

        if (mayAsk && contact is not null && !contact.Contains("://", StringComparison.Ordinal))
        {
            page.Link(
                MailTo(page, refusal, realm, contact),
                page.Phrase(PagePhrases.AskAccess),
                " class=\"button quiet\""
            );
        }

        // The empty address is that of the page itself: it tells nothing of the path.
        if (refusal.RetryPath is not null && refusal.Cause.Next != NextStep.Stop)
        {
            page.Link("", page.Phrase(PhraseKeys.TryAgain), " class=\"button quiet\" data-does=\"again\"");
        }

        page.Markup("<button type=\"button\" class=\"quiet\" hidden data-does=\"back\">")
            .Text(page.Phrase(PhraseKeys.Back))
            .Markup("</button>\n</p>\n");
    }

    private static string MailTo(HtmlPage page, Refusal refusal, string realm, string contact) =>
        "mailto:"
        + contact
        + "?subject="
        + Uri.EscapeDataString(page.Phrase(PagePhrases.AskAccessSubject, ("realm", realm)))
        + "&body="
        + Uri.EscapeDataString(
            page.Phrase(
                PagePhrases.AskAccessBody,
                ("status", refusal.Status.ToString(CultureInfo.InvariantCulture)),
                ("title", refusal.Title),
                ("reference", refusal.Reference)
            )
        );
}
