using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Authorize;

/// <summary>
/// Sends a person back to a program by a page of its own: browsers hold a redirect that follows a form to the policy of the
/// form's page, wherever it goes on to.
/// </summary>
public static class GoOnPage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(string language, string application, string address)
    {
        var page = new HtmlPage(language, CauseTexts.Phrase(PagePhrases.AuthorizeBackTitle, language), address);
        return page.Element("h1", page.Phrase(PagePhrases.AuthorizeBackTitle))
            .Element("p", page.Phrase(PagePhrases.AuthorizeBack, ("application", application)))
            .Markup("<p>")
            .Link(address, page.Phrase(PagePhrases.Continue), " class=\"button\"")
            .Markup("</p>\n")
            .ToUtf8();
    }
}
