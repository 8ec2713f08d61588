using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Tests.Refusals;

/// <summary>Kind of client by schemes of the route: who is sent to a page, who is challenged, and with what.</summary>
public class WhoGetsWhatTests
{
    private const string Session = "Session realm=\"Gatehouse\", sign-in=\"/_gatehouse/sign-in\"";
    private const string Basic = "Basic realm=\"Gatehouse\", charset=\"UTF-8\"";
    private const string Key = "Key realm=\"Gatehouse\"";
    private const string Page = "303 to the sign-in page";

    private static readonly Dictionary<string, (string Method, (string, string)[] Fields)> Clients = new(
        StringComparer.Ordinal
    )
    {
        ["navigation"] = ("GET", [("Sec-Fetch-Mode", "navigate"), ("Accept", "text/html,*/*;q=0.8")]),
        ["navigation in a frame"] = ("GET", [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")]),
        ["older browser"] = ("GET", [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]),
        ["form that is sent"] = ("POST", [("Sec-Fetch-Mode", "navigate"), ("Accept", "text/html")]),
        ["form of an older browser"] = ("POST", [("Accept", "text/html"), ("Origin", "https://site.example")]),
        ["fetch"] = ("GET", [("Sec-Fetch-Mode", "cors"), ("Accept", "*/*")]),
        ["fetch that wants a page"] = ("GET", [("Sec-Fetch-Mode", "same-origin"), ("Accept", "text/html")]),
        ["XMLHttpRequest of an older browser"] = (
            "GET",
            [("X-Requested-With", "XMLHttpRequest"), ("Accept", "text/html")]
        ),
        ["image"] = ("GET", [("Sec-Fetch-Mode", "no-cors"), ("Accept", "image/*")]),
        ["WebSocket"] = ("GET", [("Sec-Fetch-Mode", "websocket"), ("Upgrade", "websocket")]),
        ["program"] = ("GET", [("Accept", "application/json")]),
        ["curl"] = ("GET", [("Accept", "*/*")]),
    };

    public static TheoryData<string, string, string> Table()
    {
        var table = new TheoryData<string, string, string>();
        void Add(string client, string session, string basic, string both, string key)
        {
            table.Add(client, "session", session);
            table.Add(client, "basic", basic);
            table.Add(client, "session basic", both);
            table.Add(client, "key", key);
        }

        // A page for people on their way to one; the box of the browser only where nothing better is offered.
        foreach (var person in (string[])["navigation", "navigation in a frame", "older browser", "form that is sent"])
        {
            Add(person, Page, Basic, Page, Key);
        }

        // A script shows no box where people sign in on a page, and is never sent to it.
        foreach (
            var script in (string[])
                ["fetch", "fetch that wants a page", "XMLHttpRequest of an older browser", "image", "WebSocket"]
        )
        {
            Add(script, Session, Basic, Session, Key);
        }

        foreach (var program in (string[])["form of an older browser", "program", "curl"])
        {
            Add(program, Session, Basic, Session + " | " + Basic, Key);
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Refusal_fits_who_asks(string client, string schemes, string expected)
    {
        var setup = new DecisionSetup { Routes = site => [RouteWith(site, schemes)] };
        var (method, fields) = Clients[client];
        var refused = Assert.IsAssignableFrom<Refused>(await setup.DecideAsync(method, "/x", fields));
        var refusal = RefusalFactory.Create(setup.Last, refused, "GH-1", "en");
        if (refusal.Status == 303)
        {
            Assert.StartsWith("/_gatehouse/sign-in?", refusal.Location, StringComparison.Ordinal);
            Assert.Equal(Page, expected);
            return;
        }

        Assert.Equal(401, refusal.Status);
        Assert.Null(refusal.Location);
        Assert.Equal(expected, string.Join(" | ", refusal.Challenges.Select(ChallengeWriter.Write)));
    }

    private static Route RouteWith(DecisionSetup site, string schemes) =>
        site.Page("/**") with
        {
            Schemes =
            [
                .. schemes
                    .Split(' ')
                    .Select(name =>
                        (IScheme)(
                            name switch
                            {
                                "session" => site.Session,
                                "basic" => site.Basic,
                                _ => site.Key,
                            }
                        )
                    ),
            ],
            OffersSession = schemes.Contains("session", StringComparison.Ordinal),
        };
}
