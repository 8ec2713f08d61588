using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class KnownSecretRoleRuleTests
{
    [Theory]
    [InlineData("Bearer pk_live_opensesame", "credentials.wrong-kind Strong")]
    [InlineData("Bearer whsec_opensesame", "credentials.wrong-kind Decisive")]
    [InlineData("Bearer GOCSPX-opensesame", "credentials.wrong-kind Decisive")]
    [InlineData("Bearer ghr_opensesame1", "token.type-wrong Decisive, credentials.wrong-kind Strong")]
    public void A_secret_that_opens_nothing_is_seen(string value, string clues) =>
        Assert.Equal(clues, string.Join(", ", Given.Authorization<KnownSecretRoleRule>(value)));

    [Theory]
    [InlineData("Bearer sk_live_opensesame")]
    [InlineData("Bearer opensesame1234")]
    public void One_that_does_is_not(string value) => Assert.Empty(Given.Authorization<KnownSecretRoleRule>(value));
}
