using Gatehouse.Console.Pages;
using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Console.SignIn;

/// <summary>Where people choose a new password.</summary>
public static class NewPasswordPage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(NewPasswordView view)
    {
        var page = new HtmlPage(
            view.Language,
            Protocol.Causes.CauseTexts.Phrase(PagePhrases.NewPasswordTitle, view.Language)
        );
        page.Element("h1", page.Phrase(PagePhrases.NewPasswordTitle));
        if (view.Fault is { } fault)
        {
            page.Alert(page.Phrase(PagePhrases.NewPasswordRefused), PasswordFaultTexts.Describe(page, fault));
        }
        else if (view.MustChange)
        {
            page.Element("p", page.Phrase(PagePhrases.NewPasswordMust));
        }

        return page.BeginForm(view.Prefix + "new-password", view.FormToken)
            .Hidden("ticket", view.Ticket)
            .Hidden("return", view.ReturnTo)
            .Field(page.Phrase(PagePhrases.Name), "name", "text", view.UserName, "autocomplete=\"username\" readonly")
            .NewPasswordField()
            .Button(page.Phrase(PagePhrases.NewPasswordSave))
            .Markup("</form>\n")
            .Contact(view.Contact)
            .ToUtf8();
    }
}
