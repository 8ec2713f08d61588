using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class VendorSchemeRuleTests
{
    [Theory]
    [InlineData("Bearer abc.def.ghi", "https://discord.com/api/v10/users/@me", "credentials.scheme-unsupported Strong")]
    [InlineData("abc.def.ghi", "https://discord.com/api/v10/users/@me", "header.prefix-missing Decisive")]
    [InlineData("Bearer 00opensesame", "https://acme.okta.com/api/v1/users", "credentials.scheme-unsupported Strong")]
    [InlineData("Bearer opensesame", "https://api.datadoghq.com/api/v1/validate", "key.misplaced Strong")]
    public void A_host_with_a_scheme_of_its_own_wants_it(string value, string url, string clue) =>
        Assert.Equal([clue], Given.Authorization<VendorSchemeRule>(value, url));

    [Theory]
    [InlineData("Bot abc.def.ghi", "https://discord.com/api/v10/users/@me")]
    [InlineData("Bearer abc", "https://api.example/x")]
    public void Others_do_not(string value, string url) =>
        Assert.Empty(Given.Authorization<VendorSchemeRule>(value, url));
}
