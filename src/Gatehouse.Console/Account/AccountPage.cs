using System.Globalization;
using Gatehouse.Console.Pages;
using Gatehouse.Console.SignIn;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Account;

/// <summary>Where people see and end their sessions and change their password.</summary>
public static class AccountPage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(AccountView view)
    {
        var page = new HtmlPage(view.Language, CauseTexts.Phrase(PagePhrases.AccountTitle, view.Language));
        page.Element("h1", page.Phrase(PagePhrases.AccountTitle));
        AddNews(page, view);
        page.Markup("<p>")
            .Text(page.Phrase(PagePhrases.Name))
            .Markup(": <strong>")
            .Text(view.UserName)
            .Markup("</strong><br>")
            .Text(page.Phrase(PagePhrases.Roles))
            .Markup(": ")
            .Text(view.Roles.Count == 0 ? page.Phrase(PagePhrases.None) : string.Join(", ", view.Roles))
            .Markup("</p>\n");
        page.BeginForm(view.Prefix + "sign-out", view.FormToken)
            .Button(page.Phrase(PagePhrases.SignOut))
            .Markup("</form>\n");
        page.Markup("<ul class=\"links\">\n<li>")
            .Link(view.Prefix + "account/second-factor", page.Phrase(PagePhrases.FactorTitle))
            .Markup("</li>\n</ul>\n");
        AddSessions(page, view);
        AddPrograms(page, view);
        if (view.HasPassword)
        {
            AddPassword(page, view);
        }

        return page.Contact(view.Contact).ToUtf8();
    }

    private static void AddNews(HtmlPage page, AccountView view)
    {
        if (view.Fault is { } fault)
        {
            page.Alert(page.Phrase(PagePhrases.NewPasswordRefused), PasswordFaultTexts.Describe(page, fault));
        }

        if (view.Problem is { } problem)
        {
            page.Alert(problem.Title, problem.Detail);
        }

        if (view.Done is { } done)
        {
            var phrase = done switch
            {
                AccountEvent.Ended => PagePhrases.Ended,
                AccountEvent.OthersEnded => PagePhrases.OthersEnded,
                AccountEvent.ProgramEnded => PagePhrases.ProgramEnded,
                _ => PagePhrases.PasswordSaved,
            };
            page.Markup("<p class=\"note\" role=\"status\">").Text(page.Phrase(phrase)).Markup("</p>\n");
        }
    }

    private static void AddSessions(HtmlPage page, AccountView view)
    {
        string[] names =
        [
            page.Phrase(PagePhrases.Browser),
            page.Phrase(PagePhrases.Address),
            page.Phrase(PagePhrases.Since),
            page.Phrase(PagePhrases.LastUsed),
        ];
        BeginTable(page, PagePhrases.Sessions, names);
        foreach (var session in view.Sessions)
        {
            AddSession(page, view, session, names);
        }

        page.Markup("</tbody>\n</table>\n");
        page.Markup("<p class=\"soft\">")
            .Text(
                page.Phrase(
                    PagePhrases.SessionLimits,
                    ("absolute", Lasting(page, view.Rules.Absolute)),
                    ("idle", Lasting(page, view.Rules.Idle))
                )
            )
            .Markup("</p>\n");
        if (view.Sessions.Count > 1)
        {
            page.BeginForm(view.Prefix + "account", view.FormToken)
                .Button(page.Phrase(PagePhrases.EndOthers), " class=\"quiet\" name=\"action\" value=\"end-others\"")
                .Markup("</form>\n");
        }
    }

    private static void AddSession(HtmlPage page, AccountView view, SessionRecord session, string[] names)
    {
        var isThis = session.Id == view.ThisSession;
        var browser = session.Browser.Length == 0 ? "?" : session.Browser;
        page.Markup("<tr>");
        Begin(0).Text(browser);
        if (isThis)
        {
            page.Markup(" <strong>(").Text(page.Phrase(PagePhrases.ThisOne)).Markup(")</strong>");
        }

        page.Markup("</td>");
        Begin(1).Text(session.Address).Markup("</td>");
        Begin(2).Instant(session.StartedAt).Markup("</td>");
        Begin(3).Instant(session.LastUsedAt).Markup("</td><td>");
        if (!isThis)
        {
            var label = page.Phrase(PagePhrases.EndOf, ("browser", browser), ("address", session.Address));
            AddEnd(page, view, ("session", session.Id), "end", label);
        }

        page.Markup("</td></tr>\n");

        HtmlPage Begin(int column) => BeginCell(page, names[column]);
    }

    private static void AddPrograms(HtmlPage page, AccountView view)
    {
        if (view.Programs.Count == 0)
        {
            return;
        }

        string[] names =
        [
            page.Phrase(PagePhrases.Program),
            page.Phrase(PagePhrases.ProgramMay),
            page.Phrase(PagePhrases.Since),
            page.Phrase(PagePhrases.LastUsed),
        ];
        BeginTable(page, PagePhrases.Programs, names);
        foreach (var (name, grant) in view.Programs)
        {
            page.Markup("<tr>");
            BeginCell(page, names[0]).Text(name).Markup("</td>");
            BeginCell(page, names[1])
                .Text(grant.Scopes.Count == 0 ? page.Phrase(PagePhrases.None) : string.Join(", ", grant.Scopes))
                .Markup("</td>");
            BeginCell(page, names[2]).Instant(grant.StartedAt).Markup("</td>");
            BeginCell(page, names[3]).Instant(grant.LastUsedAt).Markup("</td><td>");
            AddEnd(
                page,
                view,
                ("grant", grant.Id),
                "end-program",
                page.Phrase(PagePhrases.EndProgram, ("program", name))
            );
            page.Markup("</td></tr>\n");
        }

        page.Markup("</tbody>\n</table>\n");
    }

    private static void BeginTable(HtmlPage page, string heading, string[] names)
    {
        page.Element("h2", page.Phrase(heading)).Markup("<table>\n<thead>\n<tr>");
        foreach (var name in names)
        {
            page.Markup("<th scope=\"col\">").Text(name).Markup("</th>");
        }

        page.Markup("<td></td></tr>\n</thead>\n<tbody>\n");
    }

    private static HtmlPage BeginCell(HtmlPage page, string name) =>
        page.Markup("<td data-name=\"").Text(name).Markup("\">");

    private static void AddEnd(
        HtmlPage page,
        AccountView view,
        (string Field, string Id) what,
        string action,
        string label
    ) =>
        page.BeginForm(view.Prefix + "account", view.FormToken)
            .Hidden(what.Field, what.Id)
            .Markup($"<button type=\"submit\" class=\"quiet small\" name=\"action\" value=\"{action}\" aria-label=\"")
            .Text(label)
            .Markup("\">")
            .Text(page.Phrase(PagePhrases.EndThis))
            .Markup("</button>\n</form>");

    private static void AddPassword(HtmlPage page, AccountView view) =>
        page.Markup("<h2 id=\"password-heading\">")
            .Text(page.Phrase(PagePhrases.ChangePassword))
            .Markup("</h2>\n")
            .BeginForm(view.Prefix + "account", view.FormToken)
            .Markup("<input type=\"text\" name=\"name\" autocomplete=\"username\" readonly hidden value=\"")
            .Text(view.UserName)
            .Markup("\">\n")
            .Field(
                page.Phrase(PagePhrases.CurrentPassword),
                "password",
                "password",
                value: null,
                "autocomplete=\"current-password\" maxlength=\"1024\" required"
            )
            .NewPasswordField()
            .Button(page.Phrase(PagePhrases.ChangePassword), " name=\"action\" value=\"password\"")
            .Markup("</form>\n");

    /// <summary>A duration in the unit that people would use.</summary>
    internal static string Lasting(HtmlPage page, TimeSpan time)
    {
        var (key, number) =
            time.TotalHours < 1 || time.Minutes != 0 ? (PagePhrases.Minutes, (long)time.TotalMinutes)
            : time.TotalDays < 2 || time.Hours != 0 ? (PagePhrases.Hours, (long)time.TotalHours)
            : (PagePhrases.Days, (long)time.TotalDays);
        return page.Phrase(key, ("n", number.ToString(CultureInfo.InvariantCulture)));
    }
}
