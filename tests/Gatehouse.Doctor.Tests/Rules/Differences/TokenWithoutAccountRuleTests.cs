using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class TokenWithoutAccountRuleTests
{
    private static readonly SentRequest WithToken = Some.Get(("Authorization", "Bearer open-sesame"));

    private static readonly Answer NoUser = Some.Status(401, """{"error":"user_not_found"}""");

    [Fact]
    public void A_token_whose_person_is_unknown_wants_an_account() =>
        Assert.Equal(
            ["account.not-provisioned Strong"],
            Some.Says<TokenWithoutAccountRule>(Some.Case(WithToken, NoUser))
        );

    [Fact]
    public void It_is_certain_where_an_invented_token_is_answered_otherwise() =>
        Assert.Equal(
            ["account.not-provisioned Decisive"],
            Some.Says<TokenWithoutAccountRule>(
                Some.Seen(
                    WithToken,
                    (ProbeIntent.Supplied, WithToken, NoUser),
                    (ProbeIntent.Nonsense, WithToken, Some.Status(401, """{"error":"invalid_token"}"""))
                )
            )
        );

    [Fact]
    public void A_password_for_an_unknown_name_is_another_matter() =>
        Assert.Empty(
            Some.Says<TokenWithoutAccountRule>(
                Some.Case(Some.Get(("Authorization", "Basic YWxpY2U6b3Blbi1zZXNhbWU=")), NoUser)
            )
        );
}
