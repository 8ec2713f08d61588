using System.Text;
using Gatehouse.Client.Remedies;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Documentation;

public class CausesPageTests
{
    private static readonly (Remedy Remedy, string Text)[] Texts =
    [
        (Remedy.AnswersChallenge, "answers the challenge, or the next one"),
        (Remedy.SendsUnasked, "sends what it holds, although no challenge asks for it"),
        (Remedy.TakesNewNonce, "takes the new nonce, with the same password"),
        (Remedy.AsksForPassword, "asks for the password again, where somebody can be asked, and says why"),
        (Remedy.AsksForKey, "asks for the key again, where it is asked for and not a constant"),
        (Remedy.RenewsToken, "gets a new token and repeats the request, once"),
        (Remedy.WidensToken, "gets a token with the scopes that are asked for, where it may"),
        (Remedy.StepsUp, "has the person sign in again as the server demands it (`StepUp`)"),
        (Remedy.SignsInAgain, "has the person sign in again (`SignIn`, device codes)"),
        (Remedy.Waits, "waits as long as the server says, within `MaximumWait`, and repeats the request"),
        (Remedy.FollowsRedirect, "goes where it is sent, with the credentials that are for there"),
        (Remedy.Avoids, "is written so that it does not come about"),
        (Remedy.Names, "throws with the cause, and says who must act"),
    ];

    [Fact]
    public void The_page_of_causes_says_what_the_client_does()
    {
        var path = Path.Combine(RepositoryFolder.Root, "docs", "client", "causes.md");
        var expected = Write();
        if (Environment.GetEnvironmentVariable("GATEHOUSE_ACCEPT") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Every_remedy_has_its_words() =>
        Assert.Equal(Enum.GetValues<Remedy>().Order(), Texts.Select(text => text.Remedy).Order());

    private static string Write()
    {
        var page = new StringBuilder(
            """
            # What the client does about each cause

            Each line was tried against [the lab](../lab.md), which refuses for every cause on purpose: what is cured ends in 200, with the fewest requests
            that it can be done with. This page is generated.

            | cause | what the client does |
            |---|---|

            """
        );
        foreach (var (remedy, text) in Texts)
        {
            foreach (
                var cause in FixedCauses
                    .All.Where(cause => FixedCauses.For(cause) == remedy)
                    .OrderBy(cause => cause.Id, StringComparer.Ordinal)
            )
            {
                page.Append("| [").Append(cause.Id).Append("](../causes/").Append(cause.Id).Append(".md) | ");
                page.Append(text).Append(" |\n");
            }
        }

        page.Append(
            """

            The others cannot be told by a client from what it is answered, or happen in browsers alone: [the doctor](../doctor.md) asks further. These are:

            """
        );
        page.Append('\n');
        var others = Causes.All.Where(cause => FixedCauses.For(cause) is null).Select(cause => cause.Id);
        return page.AppendJoin(", ", others.Order(StringComparer.Ordinal).Select(id => $"[{id}](../causes/{id}.md)"))
            .Append(".\n")
            .ToString();
    }
}
