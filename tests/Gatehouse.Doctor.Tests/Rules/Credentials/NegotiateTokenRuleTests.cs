using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class NegotiateTokenRuleTests
{
    [Theory]
    [InlineData(
        "Negotiate TlRMTVNTUAADAAAAGAAYAEAAAADIAMgAWAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    )]
    [InlineData(
        "NTLM TlRMTVNTUAADAAAAGAAYAEAAAAAYABgAWAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    )]
    public void NTLM_in_place_of_a_ticket_or_of_version_1_is_seen(string value) =>
        Assert.Equal(
            ["negotiate.ntlm-refused Strong"],
            Given.Authorization<NegotiateTokenRule>(value, challenge: "Negotiate")
        );

    [Theory]
    [InlineData(
        "NTLM TlRMTVNTUAADAAAAGAAYAEAAAADIAMgAWAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    )]
    [InlineData("Negotiate YIIabc")]
    public void A_ticket_and_version_2_are_left_alone(string value) =>
        Assert.Empty(Given.Authorization<NegotiateTokenRule>(value, challenge: "NTLM"));
}
