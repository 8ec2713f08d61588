namespace Gatehouse.Doctor.Tests.Words;

public class SamlWordsTests
{
    [Theory]
    [InlineData("saml.expired", "Error: SAML assertion expired: clocks skewed too much")]
    [InlineData("saml.expired", "Received an assertion that has expired. Check clock synchronization on IdP and SP.")]
    [InlineData("saml.expired", "Could not validate timestamp: expired. Check system clock.")]
    [InlineData("saml.expired", "Current time is on or after NotOnOrAfter condition (2026-01-01 10:00:00 UTC)")]
    [InlineData("saml.audience-mismatch", "https://sp.example/metadata is not a valid audience for this Response")]
    [InlineData("saml.audience-mismatch", "Assertion contains an unacceptable AudienceRestriction.")]
    [InlineData(
        "saml.audience-mismatch",
        "The response was received at http://sp.example/acs instead of https://sp.example/acs"
    )]
    [InlineData("saml.signature-invalid", "Signature validation failed. SAML Response rejected")]
    [InlineData("saml.signature-invalid", "Invalid signature for object [_7b686fcb]")]
    [InlineData("saml.signature-invalid", "Message was signed, but signature could not be verified.")]
    [InlineData("saml.replayed", "Rejecting replayed message ID '_96f00291' from issuer https://idp.example")]
    [InlineData("saml.replayed", "SAML assertion has already been used")]
    [InlineData(
        "saml.response-invalid",
        "The InResponseTo of the Response: _a1, does not match the ID of the AuthNRequest sent by the SP: _b2"
    )]
    [InlineData("saml.response-invalid", "A valid SubjectConfirmation was not found on this Response")]
    [InlineData("saml.response-invalid", "Your request included an invalid SAML response. To logout, click here.")]
    public void What_libraries_say_of_a_response_is_understood(string cause, string text)
    {
        Assert.Equal(cause, Named.Text(text));
        Assert.Equal(cause, Named.Alone(401, $"<html><body><p>{text}</p></body></html>"));
    }

    [Theory]
    [InlineData("Sign in with SAML")]
    [InlineData("The session has expired")]
    public void A_page_that_only_mentions_it_names_nothing_of_it(string text) =>
        Assert.DoesNotContain("saml.", Named.Alone(401, text), StringComparison.Ordinal);
}
