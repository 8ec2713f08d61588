using System.Globalization;
using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.SecondFactor;

/// <summary>Where people turn their second factor on and off and get recovery codes.</summary>
public static class FactorPage
{
    private const string Path = "account/second-factor";
    private const int SecretGroup = 4;

    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(FactorView view)
    {
        var page = new HtmlPage(view.Language, CauseTexts.Phrase(PagePhrases.FactorTitle, view.Language));
        page.Element("h1", page.Phrase(PagePhrases.FactorTitle));
        AddNews(page, view);
        if (view.NewRecoveryCodes.Count > 0)
        {
            AddNewCodes(page, view);
        }
        else if (view.Since is { } since)
        {
            AddState(page, view, since);
        }
        else if (view.New is { } device)
        {
            AddNew(page, view, device);
        }

        return page.Markup("<ul class=\"links\">\n<li>")
            .Link(view.Prefix + "account", page.Phrase(PagePhrases.AccountTitle))
            .Markup("</li>\n</ul>\n")
            .Contact(view.Contact)
            .ToUtf8();
    }

    private static void AddNews(HtmlPage page, FactorView view)
    {
        if (view.Problem is { } problem)
        {
            page.Alert(problem.Title, problem.Detail, view.Fixes);
        }

        if (view.Done is { } done)
        {
            var phrase = done switch
            {
                FactorEvent.Added => PagePhrases.FactorAdded,
                FactorEvent.CodesRenewed => PagePhrases.FactorCodesRenewed,
                _ => PagePhrases.FactorRemoved,
            };
            page.Markup("<p class=\"note\" role=\"status\">").Text(page.Phrase(phrase)).Markup("</p>\n");
        }
    }

    private static void AddNew(HtmlPage page, FactorView view, NewDevice device)
    {
        page.Element("p", page.Phrase(PagePhrases.FactorExplain))
            .Element("h2", page.Phrase(PagePhrases.FactorScanTitle))
            .Element("p", page.Phrase(PagePhrases.FactorScan))
            .QrCode(device.Address, page.Phrase(PagePhrases.FactorPicture))
            .Markup("<p>")
            .Link(device.Address, page.Phrase(PagePhrases.FactorOpen))
            .Markup("</p>\n<p>")
            .Text(page.Phrase(PagePhrases.FactorKey))
            .Markup(" <code>")
            .Text(string.Join(' ', device.Secret.Chunk(SecretGroup).Select(static group => new string(group))))
            .Markup("</code></p>\n")
            .Element("h2", page.Phrase(PagePhrases.FactorConfirm));
        Begin(page, view).Hidden("device", device.Ticket);
        AddProofs(page, view, recovery: false);
        page.Button(page.Phrase(PagePhrases.FactorTurnOn), " name=\"action\" value=\"add\"").Markup("</form>\n");
    }

    private static void AddState(HtmlPage page, FactorView view, DateTimeOffset since)
    {
        page.Markup("<p>")
            .Text(page.Phrase(PagePhrases.FactorSince))
            .Markup(" ")
            .Instant(since)
            .Markup("<br>")
            .Text(page.Phrase(PagePhrases.FactorLeft, ("n", view.RecoveryCodes.ToString(CultureInfo.InvariantCulture))))
            .Markup("</p>\n")
            .Element("h2", page.Phrase(PagePhrases.FactorChange));
        Begin(page, view);
        AddProofs(page, view, recovery: true);
        page.Button(page.Phrase(PagePhrases.FactorRenewCodes), " name=\"action\" value=\"codes\"")
            .Button(page.Phrase(PagePhrases.FactorTurnOff), " class=\"quiet\" name=\"action\" value=\"remove\"")
            .Markup("</form>\n");
    }

    private static void AddNewCodes(HtmlPage page, FactorView view)
    {
        page.Element("h2", page.Phrase(PagePhrases.FactorCodesTitle))
            .Element("p", page.Phrase(PagePhrases.FactorCodes))
            .Markup("<pre><code>")
            .Text(string.Join('\n', view.NewRecoveryCodes))
            .Markup("</code></pre>\n")
            .Markup("<button type=\"button\" class=\"quiet\" hidden data-does=\"copy\" data-text=\"")
            .Text(string.Join('\n', view.NewRecoveryCodes))
            .Markup("\" data-done=\"")
            .Text(page.Phrase(PagePhrases.Copied))
            .Markup("\">")
            .Text(page.Phrase(PagePhrases.Copy))
            .Markup("</button>\n<p>")
            .Link(view.ReturnTo ?? view.Prefix + Path, page.Phrase(PagePhrases.Continue), " class=\"button\"")
            .Markup("</p>\n");
    }

    private static HtmlPage Begin(HtmlPage page, FactorView view)
    {
        page.BeginForm(view.Prefix + Path, view.FormToken);
        if (view.ReturnTo is { } target)
        {
            page.Hidden("return", target);
        }

        return page.Markup("<input type=\"text\" name=\"name\" autocomplete=\"username\" readonly hidden value=\"")
            .Text(view.UserName)
            .Markup("\">\n");
    }

    private static void AddProofs(HtmlPage page, FactorView view, bool recovery)
    {
        if (view.HasPassword)
        {
            page.Field(
                page.Phrase(PagePhrases.CurrentPassword),
                "password",
                "password",
                value: null,
                "autocomplete=\"current-password\" maxlength=\"1024\" required"
            );
        }

        page.CodeField(recovery ? PagePhrases.FactorCodeOrRecovery : PagePhrases.FactorCode, "");
    }
}
