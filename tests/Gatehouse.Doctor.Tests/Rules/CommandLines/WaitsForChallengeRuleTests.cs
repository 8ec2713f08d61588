using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class WaitsForChallengeRuleTests
{
    [Theory]
    [InlineData("wget --user=me --password=open-sesame https://a.example/x")]
    [InlineData("curl --anyauth -u me:open-sesame https://a.example/x")]
    public void Without_a_challenge_the_program_never_sends_what_it_has(string line)
    {
        var file = Pasted.Command(line, Some.Status(200));
        file.Add(
            new Exchange
            {
                Label = "bare",
                Intent = ProbeIntent.Anonymous,
                Request = CredentialPlaces.Without(file.Subject!),
                Answer = Some.Status(401),
            }
        );
        Assert.Equal(
            ["credentials.missing StronglyAgainst", "credentials.not-sent Decisive"],
            Some.Says<WaitsForChallengeRule>(file)
        );
    }

    [Fact]
    public void A_scheme_that_is_chosen_must_be_offered() =>
        Assert.Equal(
            ["credentials.missing StronglyAgainst", "credentials.scheme-unsupported Strong"],
            Some.Says<WaitsForChallengeRule>(
                Pasted.Command(
                    "curl --digest -u me:open-sesame https://a.example/x",
                    Some.Status(401, "", ("WWW-Authenticate", "Basic realm=\"x\""))
                )
            )
        );

    [Theory]
    [InlineData("wget --auth-no-challenge --user=me --password=open-sesame https://a.example/x")]
    [InlineData("curl -u me:open-sesame https://a.example/x")]
    public void A_program_that_sends_at_once_waits_for_nothing(string line) =>
        Assert.Empty(Some.Says<WaitsForChallengeRule>(Pasted.Command(line, Some.Status(401))));
}
