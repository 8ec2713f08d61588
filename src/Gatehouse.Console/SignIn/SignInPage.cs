using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.SignIn;

/// <summary>Where people sign in.</summary>
public static class SignInPage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(SignInView view)
    {
        var title = CauseTexts
            .Phrase(PagePhrases.SignInTitle, view.Language)
            .Replace("{realm}", view.Realm, StringComparison.Ordinal);
        var page = new HtmlPage(view.Language, title);
        page.Element("h1", title);
        AddProblem(page, view);
        AddWhoIsSignedIn(page, view);
        if (view.TakesPasswords)
        {
            AddForm(page, view);
        }

        AddProviders(page, view);
        AddLinks(page, view);
        return page.Contact(view.Contact).ToUtf8();
    }

    /// <summary>What is told of a form that lay open for too long: a title and a sentence.</summary>
    public static (string Title, string Detail) FormTooOld(string language) =>
        (CauseTexts.Phrase(PagePhrases.FormOldTitle, language), CauseTexts.Phrase(PagePhrases.FormOld, language));

    private static void AddProblem(HtmlPage page, SignInView view)
    {
        if (view.SignedOut)
        {
            page.Markup("<p class=\"note\" role=\"status\">").Text(page.Phrase(PagePhrases.SignedOut)).Markup("</p>\n");
        }

        if (view.Problem is { } problem)
        {
            page.Alert(problem.Title, problem.Detail, view.Fixes, view.Reference);
        }

        if (view.SetUpAddress is { } address)
        {
            page.Markup("<p>")
                .Link(address, page.Phrase(PagePhrases.FactorSetUp), " class=\"button\"")
                .Markup("</p>\n");
        }
    }

    private static void AddWhoIsSignedIn(HtmlPage page, SignInView view)
    {
        if (view.SignedInAs is not { } user)
        {
            return;
        }

        page.Element("p", page.Phrase(PagePhrases.SignedInAs, ("user", user)));
        page.Markup("<p>").Link(view.ReturnTo, page.Phrase(PagePhrases.Continue), " class=\"button\"").Markup("</p>\n");
        if (view.TakesPasswords)
        {
            page.Element("p", page.Phrase(PagePhrases.AsOther));
        }
    }

    private static void AddForm(HtmlPage page, SignInView view)
    {
        // The field to be filled in next has the focus: the name, or the password where the name is there already.
        var knowsName = !string.IsNullOrEmpty(view.Name);
        page.BeginForm(view.Prefix + "sign-in", view.FormToken)
            .Hidden("return", view.ReturnTo)
            .Field(
                page.Phrase(PagePhrases.Name),
                "name",
                "text",
                view.Name,
                "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"128\" required"
                    + (knowsName ? "" : " autofocus")
            )
            .Field(
                page.Phrase(PagePhrases.Password),
                "password",
                "password",
                value: null,
                "autocomplete=\"current-password\" maxlength=\"1024\" required" + (knowsName ? " autofocus" : "")
            )
            .Button(page.Phrase(PagePhrases.SignInButton))
            .Markup("</form>\n");
    }

    private static void AddProviders(HtmlPage page, SignInView view)
    {
        if (view.Providers.Count > 0 && view.TakesPasswords)
        {
            page.Markup("<p class=\"soft\">").Text(page.Phrase(PagePhrases.Or)).Markup("</p>\n");
        }

        foreach (var (name, address) in view.Providers)
        {
            page.Markup("<p>")
                .Link(
                    address,
                    page.Phrase(PagePhrases.SignInWith, ("provider", name)),
                    " class=\"button quiet\" rel=\"nofollow\""
                )
                .Markup("</p>\n");
        }
    }

    private static void AddLinks(HtmlPage page, SignInView view)
    {
        page.Markup("<ul class=\"links\">\n");
        if (view.TakesPasswords && view.ResetAddress is { } reset)
        {
            page.Markup("<li>").Link(reset, page.Phrase(PagePhrases.Forgot)).Markup("</li>\n");
        }

        if (view.SetUpAddress is not null)
        {
            page.Markup("<li>")
                .Link(
                    view.Prefix + "sign-in?return=" + Uri.EscapeDataString(view.ReturnTo),
                    page.Phrase(PagePhrases.OtherUser)
                )
                .Markup("</li>\n");
        }

        if (view.RegisterAddress is { } register)
        {
            page.Markup("<li>").Link(register, page.Phrase(PagePhrases.Register)).Markup("</li>\n");
        }

        page.Markup("<li>").Link(view.Prefix + "help", page.Phrase(PagePhrases.HowTo)).Markup("</li>\n</ul>\n");
    }
}
