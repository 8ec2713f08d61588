using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.SignIn;

/// <summary>The way to a new password for whoever has forgotten theirs.</summary>
public static class ResetPages
{
    private const string Minutes = "15";

    /// <summary>Asks for the user name.</summary>
    public static ReadOnlyMemory<byte> Ask(string language, string prefix, string? contact, string formToken)
    {
        var page = Begin(language, PagePhrases.ResetTitle);
        return page.Element("p", page.Phrase(PagePhrases.ResetExplain))
            .BeginForm(prefix + "reset", formToken)
            .Field(
                page.Phrase(PagePhrases.Name),
                "name",
                "text",
                value: null,
                "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"128\" required autofocus"
            )
            .Button(page.Phrase(PagePhrases.ResetButton))
            .Markup("</form>\n")
            .Contact(contact)
            .ToUtf8();
    }

    /// <summary>Says the same whether there is such a user or not.</summary>
    public static ReadOnlyMemory<byte> Sent(string language, string? contact)
    {
        var page = Begin(language, PagePhrases.ResetSentTitle);
        return page.Element("p", page.Phrase(PagePhrases.ResetSent, ("minutes", Minutes))).Contact(contact).ToUtf8();
    }

    /// <summary>Says that a link is used up or too old.</summary>
    public static ReadOnlyMemory<byte> DeadLink(string language, string prefix, string? contact)
    {
        var page = Begin(language, PagePhrases.LinkDeadTitle);
        return page.Element("p", page.Phrase(PagePhrases.LinkDead, ("minutes", Minutes)))
            .Markup("<p>")
            .Link(prefix + "reset", page.Phrase(PagePhrases.LinkAgain), " class=\"button\"")
            .Markup("</p>\n")
            .Contact(contact)
            .ToUtf8();
    }

    /// <summary>The letter: its subject and its text.</summary>
    public static (string Subject, string Body) Mail(string language, string realm, string user, string link) =>
        (
            CauseTexts
                .Phrase(PagePhrases.ResetMailSubject, language)
                .Replace("{realm}", realm, StringComparison.Ordinal),
            CauseTexts
                .Phrase(PagePhrases.ResetMailBody, language)
                .Replace("{minutes}", Minutes, StringComparison.Ordinal)
                .Replace("{link}", link, StringComparison.Ordinal)
                .Replace("{user}", user, StringComparison.Ordinal)
                .Replace("{realm}", realm, StringComparison.Ordinal)
        );

    private static HtmlPage Begin(string language, string title)
    {
        var page = new HtmlPage(language, CauseTexts.Phrase(title, language));
        return page.Element("h1", page.Phrase(title));
    }
}
