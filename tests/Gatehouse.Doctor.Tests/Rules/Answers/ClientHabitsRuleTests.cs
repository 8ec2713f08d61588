using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class ClientHabitsRuleTests
{
    private static readonly Answer Basic = Some.Status(401, "", ("WWW-Authenticate", "Basic realm=\"dav\""));

    [Theory]
    [InlineData("http://nas.example/dav", true)]
    [InlineData("https://nas.example/dav", false)]
    public void Windows_mounts_no_folder_with_Basic_over_plain_http(string url, bool told)
    {
        var request = SentRequest.For(new Uri(url), "PROPFIND") with
        {
            Headers = HeaderLines.Of(("User-Agent", "Microsoft-WebDAV-MiniRedir/10.0.19045")),
        };
        Assert.Equal(
            told ? ["credentials.not-sent Decisive", "credentials.missing StronglyAgainst"] : [],
            Some.Says<ClientHabitsRule>(Some.Case(request, Basic))
        );
    }

    [Theory]
    [InlineData("Invoke-RestMethod -Uri https://api.example/orders -Credential $c", true)]
    [InlineData("Invoke-RestMethod -Uri https://api.example/orders", false)]
    public void PowerShell_waits_for_a_challenge(string line, bool told)
    {
        var file = Some.Case(Some.Get(("User-Agent", "Mozilla/5.0 PowerShell/7.4.5")), Some.Status(401));
        file.Text = line;
        Assert.Equal(told, Some.Says<ClientHabitsRule>(file).Contains("credentials.not-sent Strong"));
    }
}
