using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Shapes;

namespace Gatehouse.Doctor.Tests.Rules.Shapes;

public class SignInPageRuleTests
{
    private static readonly Answer Page = Some.Status(
        200,
        "<form><input name=u><input type=\"password\" name=p></form>",
        ("Content-Type", "text/html; charset=utf-8")
    );

    [Fact]
    public void A_page_with_a_password_field_is_no_success_for_a_token() =>
        Assert.Equal(["refusal.as-success Decisive"], Some.Says<SignInPageRule>(Some.Case(SeenAnswers.Bearer, Page)));

    [Fact]
    public void The_sign_in_page_itself_is_at_home() =>
        Assert.Empty(
            Some.Says<SignInPageRule>(
                Some.Case(
                    SentRequest.For(new Uri("https://api.example/login")) with
                    {
                        Headers = SeenAnswers.Bearer.Headers,
                    },
                    Page
                )
            )
        );

    [Fact]
    public void A_reader_without_credentials_may_want_the_page() =>
        Assert.Empty(Some.Says<SignInPageRule>(Some.Case(Some.Get(), Page)));
}
