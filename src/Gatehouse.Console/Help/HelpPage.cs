using Gatehouse.Console.Account;
using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Help;

/// <summary>Says how to get in here: which ways there are, an example of each, and what the words mean.</summary>
public static class HelpPage
{
    /// <summary>The whole page as HTML, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(HelpView view)
    {
        var page = new HtmlPage(view.Language, CauseTexts.Phrase(PagePhrases.HelpTitle, view.Language));
        page.Element("h1", page.Phrase(PagePhrases.HelpTitle));
        page.Element("p", page.Phrase(PagePhrases.HelpIntro, ("realm", view.Realm)));
        foreach (var scheme in view.Routes.SelectMany(route => route.Schemes).Distinct(StringComparer.Ordinal))
        {
            AddWay(page, view, scheme);
        }

        AddRoutes(page, view);
        page.List(
            page.Phrase(PagePhrases.HelpWords),
            [
                page.Phrase(PagePhrases.WordCredentials),
                page.Phrase(PagePhrases.WordChallenge),
                page.Phrase(PagePhrases.WordRealm, ("realm", view.Realm)),
                page.Phrase(PagePhrases.WordReference),
            ]
        );
        return page.Contact(view.Contact).ToUtf8();
    }

    private static void AddWay(HtmlPage page, HelpView view, string scheme)
    {
        var address = view.PublicUrl.GetLeftPart(UriPartial.Authority) + ExamplePath(view, scheme);
        switch (scheme)
        {
            case "session":
                page.Element("h2", page.Phrase(PagePhrases.HelpSession))
                    .Element("p", page.Phrase(PagePhrases.HelpSessionText))
                    .Markup("<p>")
                    .Link(view.Prefix + "sign-in", page.Phrase(PagePhrases.SignInButton), " class=\"button\"")
                    .Markup("</p>\n")
                    .Element(
                        "p",
                        page.Phrase(
                            PagePhrases.SessionLimits,
                            ("absolute", AccountPage.Lasting(page, view.Rules.Absolute)),
                            ("idle", AccountPage.Lasting(page, view.Rules.Idle))
                        )
                    );
                break;
            case "basic":
                page.Element("h2", page.Phrase(PagePhrases.HelpBasic))
                    .Element("pre", $"curl -u NAME:PASSWORD {address}");
                break;
            case "key":
                page.Element("h2", page.Phrase(PagePhrases.HelpKey))
                    .Element("p", page.Phrase(PagePhrases.HelpKeyText))
                    .Element(
                        "pre",
                        view.KeyHeader is { } field
                            ? $"curl -H '{field}: KEY' {address}"
                            : $"curl -H 'Authorization: Key KEY' {address}"
                    );
                break;
            case "bearer":
                page.Element("h2", page.Phrase(PagePhrases.HelpBearer))
                    .Element(
                        "p",
                        page.Phrase(
                            PagePhrases.HelpBearerText,
                            (
                                "issuers",
                                view.Issuers.Count == 0
                                    ? page.Phrase(PagePhrases.HelpBearerOwn)
                                    : string.Join(", ", view.Issuers)
                            )
                        )
                    )
                    .Element("pre", $"curl -H 'Authorization: Bearer TOKEN' {address}");
                break;
            default:
                page.Element("h2", page.Phrase(PagePhrases.HelpOther, ("scheme", scheme)));
                break;
        }
    }

    private static void AddRoutes(HtmlPage page, HelpView view)
    {
        if (view.Routes.Count == 0)
        {
            return;
        }

        page.Element("h2", page.Phrase(PagePhrases.HelpPaths)).Markup("<table>\n<thead>\n<tr><th scope=\"col\">");
        page.Text(page.Phrase(PagePhrases.HelpPaths))
            .Markup("</th><th scope=\"col\">")
            .Text(page.Phrase(PagePhrases.HelpWays))
            .Markup("</th></tr>\n</thead>\n<tbody>\n");
        foreach (var (addresses, schemes) in view.Routes)
        {
            page.Markup("<tr><td data-name=\"")
                .Text(page.Phrase(PagePhrases.HelpPaths))
                .Markup("\"><code>")
                .Text(addresses)
                .Markup("</code></td><td data-name=\"")
                .Text(page.Phrase(PagePhrases.HelpWays))
                .Markup("\">")
                .Text(schemes.Count == 0 ? page.Phrase(PagePhrases.HelpPublic) : string.Join(", ", schemes))
                .Markup("</td></tr>\n");
        }

        page.Markup("</tbody>\n</table>\n");
    }

    // The first address that takes this way in, up to where anything may follow.
    private static string ExamplePath(HelpView view, string scheme)
    {
        var addresses = view.Routes.First(route => route.Schemes.Contains(scheme, StringComparer.Ordinal)).Addresses;
        var slash = addresses.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? "/" : addresses[slash..];
        var star = path.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? path : path[..star];
    }
}
