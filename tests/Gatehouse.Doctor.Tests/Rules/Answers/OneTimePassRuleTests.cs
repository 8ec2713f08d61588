using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class OneTimePassRuleTests
{
    [Fact]
    public void The_challenge_OTP_asks_for_a_second_factor() =>
        Assert.Equal(
            ["mfa.required Decisive"],
            Given.Authorization<OneTimePassRule>("Bearer open-sesame", challenge: "OTP")
        );

    [Fact]
    public void One_that_was_sent_and_is_asked_for_again_was_wrong() =>
        Assert.Equal(["mfa.wrong Decisive"], Given.Field<OneTimePassRule>("npm-otp", "123456", challenge: "OTP"));

    [Fact]
    public void Another_challenge_does_not() =>
        Assert.Empty(Given.Authorization<OneTimePassRule>("Bearer open-sesame", challenge: "Bearer"));
}
