using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class BasicShapeRuleTests
{
    [Theory]
    [InlineData(
        "Basic YS1sb25nLXVzZXItbmFtZTp4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\neHh4eHh4eHh4eHh4eHh4eHh4eHg=",
        "basic.line-wrapped Decisive"
    )]
    [InlineData(
        "Basic YS1sb25nLXVzZXItbmFtZTp4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4 eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=",
        "basic.line-wrapped Decisive"
    )]
    [InlineData("Basic me:open-sesame", "basic.wrong-alphabet Decisive")]
    [InlineData("Basic bWU6PD8_Pj4-", "basic.wrong-alphabet Decisive")]
    [InlineData("Basic 6d653a6f70656e61", "basic.wrong-alphabet Decisive")]
    [InlineData("Basic realm=\"Orders\"", "credentials.malformed Decisive")]
    [InlineData("Basic me=open-sesame", "credentials.unreadable Decisive")]
    [InlineData("Basic bWU6eA%3D%3D", "basic.wrong-alphabet Decisive")]
    [InlineData("Basic bWU6eA", "credentials.unreadable Strong")]
    [InlineData("Basic bWU6!!!!", "credentials.unreadable Decisive")]
    [InlineData("Basic b3Blbi1zZXNhbWU=", "credentials.unreadable Decisive")]
    [InlineData("Basic eyJhbGciOiJub25lIn0=", "credentials.wrong-kind Decisive")]
    [InlineData(
        "Basic YS1sb25nLXVzZXItbmFtZTp4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4",
        "basic.line-wrapped Strong"
    )]
    public void A_text_that_is_no_pair_in_Base64_is_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<BasicShapeRule>(value));

    [Theory]
    [InlineData("Basic bWU6b3Blbi1zZXNhbWU=")]
    [InlineData("Bearer me:x")]
    [InlineData("Basic ***")]
    public void A_pair_is_left_alone(string value) => Assert.Empty(Given.Authorization<BasicShapeRule>(value));
}
