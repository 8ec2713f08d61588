using Gatehouse.Doctor.Rules.Credentials;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class PlaceholderRuleTests
{
    [Theory]
    [InlineData("Bearer undefined", "header.placeholder Decisive")]
    [InlineData("Bearer null", "header.placeholder Decisive")]
    [InlineData("Bearer ${TOKEN}", "header.placeholder Decisive")]
    [InlineData("Bearer {{token}}", "header.placeholder Decisive")]
    [InlineData("Bearer %TOKEN%", "header.placeholder Decisive")]
    [InlineData("Bearer $TOKEN", "header.placeholder Decisive")]
    [InlineData("Bearer <token>", "header.placeholder Decisive")]
    [InlineData("Bearer YOUR_API_KEY", "header.placeholder Decisive")]
    [InlineData("Bearer your-access-token-here", "header.placeholder Decisive")]
    [InlineData("Bearer [object Object]", "header.placeholder Decisive")]
    [InlineData("Bearer", "header.placeholder Decisive")]
    [InlineData("Bearer ", "header.placeholder Decisive")]
    [InlineData("Bearer process.env.API_TOKEN", "header.placeholder Decisive")]
    [InlineData("Bearer xxxxxxxx", "header.placeholder Weak")]
    [InlineData("Basic Og==", "header.placeholder Decisive")]
    [InlineData("Basic dW5kZWZpbmVkOnVuZGVmaW5lZA==", "header.placeholder Decisive")]
    [InlineData("Basic bWU6JHtQQVNTV09SRH0=", "header.placeholder Decisive")]
    [InlineData("Basic bWU6", "credentials.incomplete Strong")]
    public void What_stands_where_a_secret_should_is_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<PlaceholderRule>(value));

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Bearer nullable-token-1")]
    [InlineData("Basic bWU6bnVsbC1hbmQtdm9pZA==")]
    [InlineData("Basic ZjNiMWMyZDRlNWY2MDcxODI5M2E0YjVjOg==")]
    [InlineData("Bearer [redacted]")]
    [InlineData("Bearer your1234")]
    public void A_secret_is_not_taken_for_one(string value) =>
        Assert.Empty(Given.Authorization<PlaceholderRule>(value));

    [Fact]
    public void A_variable_that_the_shell_replaces_is_asked_about() =>
        Assert.Equal(
            ["header.placeholder Weak"],
            Some.Says<PlaceholderRule>(
                Pasted.Command("curl -H \"Authorization: Bearer $TOKEN\" https://a.example/x", Some.Status(401))
            )
        );

    [Fact]
    public void One_that_it_keeps_is_what_is_sent() =>
        Assert.Equal(
            ["header.placeholder Decisive"],
            Some.Says<PlaceholderRule>(
                Pasted.Command("curl -H 'Authorization: Bearer $TOKEN' https://a.example/x", Some.Status(401))
            )
        );
}
