using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Authorize;

/// <summary>Where a person lets a program act for them, or does not.</summary>
public static class AuthorizePage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(AuthorizeView view)
    {
        var page = new HtmlPage(view.Language, CauseTexts.Phrase(PagePhrases.AuthorizeTitle, view.Language));
        page.Element("h1", page.Phrase(PagePhrases.AuthorizeTitle))
            .Element(
                "p",
                page.Phrase(
                    PagePhrases.AuthorizeAsks,
                    ("application", view.Application),
                    ("realm", view.Realm),
                    ("user", view.UserName)
                )
            );
        if (view.Scopes.Count == 0)
        {
            page.Element("p", page.Phrase(PagePhrases.AuthorizeNothing));
        }

        return page.List(page.Phrase(PagePhrases.AuthorizeScopes), view.Scopes)
            .Markup("<p class=\"soft\">")
            .Text(page.Phrase(PagePhrases.AuthorizeGoesTo, ("target", view.GoesTo)))
            .Markup("</p>\n")
            .BeginForm(view.Prefix + "authorize", view.FormToken)
            .Hidden("request", view.Request)
            .Button(page.Phrase(PagePhrases.AuthorizeAllow), " name=\"decision\" value=\"allow\"")
            .Button(page.Phrase(PagePhrases.AuthorizeRefuse), " class=\"quiet\" name=\"decision\" value=\"refuse\"")
            .Markup("</form>\n")
            .Element("p", page.Phrase(PagePhrases.AuthorizeEnd))
            .Contact(view.Contact)
            .ToUtf8();
    }
}
