using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class SecondAccountRuleTests
{
    [Theory]
    [InlineData(401, "credentials.rejected Strong")]
    [InlineData(403, "access.permission-denied Strong")]
    public void An_account_that_gets_in_shows_that_it_is_the_other_account(int status, string said) =>
        Assert.Equal([said], Says(status, 200));

    [Fact]
    public void Two_accounts_refused_alike_point_behind_them() =>
        Assert.Equal(
            ["credentials.rejected Against", "provider.outage-as-401 Moderate", "server.user-file-unusable Moderate"],
            Says(401, 401)
        );

    [Theory]
    [InlineData("alice@corp.example", "open-sesame", "credentials.name-form Decisive")]
    [InlineData("CORP\\alice", "open-sesame", "credentials.name-form Decisive")]
    [InlineData("bob", "open-sesame", "credentials.rejected Strong")]
    [InlineData("alice@corp.example", "another", "credentials.rejected Strong")]
    public void The_same_person_under_another_form_of_the_name_shows_which_is_due(string name, string word, string said)
    {
        var request = Some.Get(("Authorization", CredentialPlaces.Basic("alice", "open-sesame").Value));
        var file = Some.Seen(
            request,
            (ProbeIntent.Supplied, request, Some.Status(401)),
            (ProbeIntent.Second, request, Some.Status(200))
        );
        file.Second = CredentialPlaces.Basic(name, word);
        Assert.Equal([said], Some.Says<SecondAccountRule>(file));
    }

    private static IReadOnlyList<string> Says(int first, int second) =>
        SeenAnswers.Say<SecondAccountRule>(
            SeenAnswers.Basic,
            (ProbeIntent.Supplied, Some.Status(first)),
            (ProbeIntent.Second, Some.Status(second))
        );
}
