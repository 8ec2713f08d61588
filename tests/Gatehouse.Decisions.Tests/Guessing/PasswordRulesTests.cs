using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Decisions.Tests.Guessing;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("ninechars", PasswordFault.TooShort)]
    [InlineData("my name is Alice!", PasswordFault.ContainsName)]
    [InlineData("password123", PasswordFault.Common)]
    [InlineData("PassWord123", PasswordFault.Common)]
    [InlineData("qwertyuiop", PasswordFault.Common)]
    [InlineData("Password2026", PasswordFault.Common)]
    [InlineData("sunshine!!!!", PasswordFault.Common)]
    [InlineData("1qaz2wsx3edc!", PasswordFault.Common)]
    [InlineData("sunshine!!!!!", null)]
    [InlineData("sunshine and rain", null)]
    [InlineData("correct horse battery", null)]
    [InlineData("          ", null)]
    public void Password_is_long_not_the_name_and_not_common(string password, PasswordFault? fault) =>
        Assert.Equal(fault, PasswordRules.FaultOf(password, "alice"));
}
