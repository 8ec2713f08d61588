using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.SignIn;

/// <summary>
/// Says that a person is signed out here, and goes on to their provider: by the page, because browsers hold the redirects
/// of a form to the addresses that forms may be sent to.
/// </summary>
public static class ProviderSignOutPage
{
    /// <summary>The page.</summary>
    public static ReadOnlyMemory<byte> Render(string language, string? contact, Uri address)
    {
        var page = new HtmlPage(
            language,
            CauseTexts.Phrase(PagePhrases.SignOutThereTitle, language),
            goesOnTo: address.AbsoluteUri
        );
        return page.Element("h1", page.Phrase(PagePhrases.SignOutThereTitle))
            .Element("p", page.Phrase(PagePhrases.SignOutThere))
            .Markup("<p class=\"actions\">")
            .Link(address.AbsoluteUri, page.Phrase(PagePhrases.Continue), " class=\"button\" rel=\"noreferrer\"")
            .Markup("</p>\n")
            .Contact(contact)
            .ToUtf8();
    }
}
