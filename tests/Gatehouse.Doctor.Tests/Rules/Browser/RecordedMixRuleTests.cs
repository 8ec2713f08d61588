using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class RecordedMixRuleTests
{
    [Fact]
    public void Answers_that_alternate_come_from_servers_that_differ() =>
        Assert.Equal(
            ["replica.inconsistent Decisive"],
            Some.Says<RecordedMixRule>(Recorded.Case(Get(200), Get(401), Get(200), Get(401)))
        );

    [Fact]
    public void One_turn_is_the_end_of_a_token() =>
        Assert.Empty(Some.Says<RecordedMixRule>(Recorded.Case(Get(200), Get(200), Get(401), Get(401))));

    private static Exchange Get(int status) =>
        Recorded.Entry("GET", "https://api.example/x", Some.Status(status), headers: [("Authorization", "Bearer a")]);
}
