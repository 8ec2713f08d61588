using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class GrantedElsewhereRuleTests
{
    [Fact]
    public void A_new_token_that_is_refused_where_the_old_one_was_lacks_a_permission() =>
        Assert.Equal(
            ["access.reported-as-401 Strong"],
            Some.Says<GrantedElsewhereRule>(
                Recorded.Case(Get("/x", "a", 401), Get("/y", "b", 200), Get("/x", "b", 401))
            )
        );

    [Fact]
    public void One_that_was_granted_earlier_alone_may_have_ended() =>
        Assert.Equal(
            ["access.reported-as-401 Moderate"],
            Some.Says<GrantedElsewhereRule>(Recorded.Case(Get("/y", "a", 200), Get("/x", "a", 401)))
        );

    [Fact]
    public void One_that_reads_before_and_after_and_may_not_write_lacks_a_permission() =>
        Assert.Equal(
            ["access.reported-as-401 Decisive"],
            Some.Says<GrantedElsewhereRule>(
                Recorded.Case(Get("/x", "a", 200), Get("/x", "a", 401, "POST"), Get("/x", "a", 200))
            )
        );

    [Fact]
    public void One_refusal_alone_says_nothing() =>
        Assert.Empty(Some.Says<GrantedElsewhereRule>(Recorded.Case(Get("/y", "b", 200), Get("/x", "a", 401))));

    private static Exchange Get(string path, string token, int status, string method = "GET") =>
        Recorded.Entry(
            method,
            "https://api.example" + path,
            Some.Status(status),
            headers: [("Authorization", "Bearer " + token)]
        );
}
