using Gatehouse.Doctor.Hypotheses;
using Gatehouse.Doctor.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Hypotheses;

public class ContextsTests
{
    [Theory]
    [InlineData("mellon: the audience was not valid", "saml.audience-mismatch")]
    [InlineData("Bearer token of a SAML sign-in: the audience was not valid", "token.audience-mismatch")]
    [InlineData("the audience was not valid", "token.audience-mismatch")]
    public void An_audience_is_that_of_SAML_where_SAML_is_spoken_of(string text, string cause)
    {
        var file = new CaseFile { Now = Some.Now, Text = text };

        Assert.Equal(
            cause,
            Assert.Single(Contexts.Read(file, [Some.Clue(Causes.Token.AudienceMismatch, Strength.Strong)])).Cause.Id
        );
    }
}
