using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class NamedFieldRuleTests
{
    private const string Challenge =
        "AzureApiManagementKey realm=\"a\", name=\"Ocp-Apim-Subscription-Key\", type=\"header\"";

    [Fact]
    public void A_key_in_another_field_than_the_named_one_is_misplaced() =>
        Assert.Equal(
            ["key.misplaced Decisive"],
            Given.Field<NamedFieldRule>("X-Api-Key", "open-sesame", challenge: Challenge)
        );

    [Fact]
    public void A_request_without_any_lacks_it() =>
        Assert.Equal(
            ["credentials.missing Strong"],
            Given.Field<NamedFieldRule>("Accept", "application/json", challenge: Challenge)
        );

    [Fact]
    public void A_password_is_no_key_in_the_wrong_field() =>
        Assert.Equal(
            ["credentials.missing Strong"],
            Given.Field<NamedFieldRule>("Authorization", "Basic bWU6b3Blbi1zZXNhbWU=", challenge: Challenge)
        );

    [Fact]
    public void The_named_field_and_other_challenges_are_left_alone()
    {
        Assert.Empty(Given.Field<NamedFieldRule>("Ocp-Apim-Subscription-Key", "open-sesame", challenge: Challenge));
        Assert.Empty(Given.Field<NamedFieldRule>("X-Api-Key", "open-sesame", challenge: "Basic realm=\"a\""));
    }
}
