using Gatehouse.Console.Pages;
using Gatehouse.Console.SecondFactor;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.SignIn;

/// <summary>Where people who sign in are asked for the code of their second factor.</summary>
public static class CodePage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(CodeView view)
    {
        var page = new HtmlPage(view.Language, CauseTexts.Phrase(PagePhrases.CodeTitle, view.Language));
        page.Element("h1", page.Phrase(PagePhrases.CodeTitle));
        if (view.Problem is { } problem)
        {
            page.Alert(problem.Title, problem.Detail, view.Fixes, view.Reference);
        }

        return page.Element("p", page.Phrase(PagePhrases.CodeExplain, ("user", view.UserName)))
            .BeginForm(view.Prefix + "second-factor", view.FormToken)
            .Hidden("ticket", view.Ticket)
            .Hidden("return", view.ReturnTo)
            .CodeField(PagePhrases.FactorCodeOrRecovery, " autofocus")
            .Button(page.Phrase(PagePhrases.Continue))
            .Markup("</form>\n<ul class=\"links\">\n<li>")
            .Link(
                view.Prefix + "sign-in?return=" + Uri.EscapeDataString(view.ReturnTo),
                page.Phrase(PagePhrases.OtherUser)
            )
            .Markup("</li>\n</ul>\n")
            .Contact(view.Contact)
            .ToUtf8();
    }
}
