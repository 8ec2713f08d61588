using System.Text;
using System.Xml;
using Gatehouse.Lab.Saml;

namespace Gatehouse.Lab.Tests.Saml;

public class SamlJudgeTests
{
    private const string Invalid = "saml.response-invalid";
    private const string Expired = "saml.expired";
    private const string Elsewhere = "saml.audience-mismatch";

    private readonly SamlBench _bench = new();

    [Fact]
    public void A_good_response_says_who_signed_in_and_what_it_answers()
    {
        var document = _bench.Signed();
        var said = _bench.Judge(Encoding.UTF8.GetBytes(document.OuterXml), out var cause);
        Assert.Null(cause);
        Assert.Equal(
            new SamlSignIn(SamlBench.AssertionOf(document).GetAttribute("ID"), SamlBench.Request, LabAccount.Alice),
            said
        );
    }

    [Fact]
    public void A_response_that_is_signed_besides_its_assertion_is_taken()
    {
        var document = _bench.Signed();
        using var key = _bench.Provider.Key();
        SamlProvider.Sign(document.DocumentElement!, key);
        Assert.Null(_bench.Refusal(document));
    }

    [Fact]
    public void White_space_within_a_signed_response_does_no_harm()
    {
        var document = _bench.Signed(static drawn =>
        {
            foreach (var element in drawn.SelectNodes("//*[*]")!.OfType<XmlElement>())
            {
                element.AppendChild(drawn.CreateSignificantWhitespace("\n  "));
            }
        });
        Assert.Null(_bench.Refusal("<?xml version=\"1.0\"?>\n" + document.OuterXml));
    }

    [Theory]
    [InlineData(329, null)]
    [InlineData(330, Expired)]
    [InlineData(-30, null)]
    [InlineData(-31, Expired)]
    public void Clocks_may_be_thirty_seconds_apart(int seconds, string? cause)
    {
        var document = _bench.Signed(order: SamlBench.Order with { Age = TimeSpan.FromSeconds(seconds) });
        Assert.Equal(cause, _bench.Refusal(document));
    }

    [Theory]
    [InlineData("Conditions")]
    [InlineData("SubjectConfirmationData")]
    public void Each_of_the_two_ends_counts(string part)
    {
        Assert.Equal(
            Expired,
            _bench.Refusal(
                _bench.Signed(drawn => SamlBench.Find(drawn, part).SetAttribute("NotOnOrAfter", "2026-11-21T11:59:30Z"))
            )
        );
        Assert.Equal(
            Invalid,
            _bench.Refusal(_bench.Signed(drawn => SamlBench.Find(drawn, part).RemoveAttribute("NotOnOrAfter")))
        );
        Assert.Equal(
            Invalid,
            _bench.Refusal(_bench.Signed(drawn => SamlBench.Find(drawn, part).SetAttribute("NotOnOrAfter", "tomorrow")))
        );
    }

    [Fact]
    public void A_session_that_the_provider_has_ended_is_expired() =>
        Assert.Equal(
            Expired,
            _bench.Refusal(
                _bench.Signed(static drawn =>
                    SamlBench.Find(drawn, "AuthnStatement").SetAttribute("SessionNotOnOrAfter", "2026-11-21T11:00:00Z")
                )
            )
        );

    [Theory]
    [InlineData("Audience", "http://lab.example/saml.replayed")]
    [InlineData("Audience", "http://lab.example/saml.expired/")]
    [InlineData("Audience", "HTTP://LAB.EXAMPLE/saml.expired")]
    public void Another_audience_is_told(string part, string value) =>
        Assert.Equal(Elsewhere, _bench.Refusal(_bench.Signed(drawn => SamlBench.Find(drawn, part).InnerText = value)));

    [Fact]
    public void One_of_several_audiences_is_enough_and_every_restriction_has_to_hold()
    {
        Assert.Null(
            _bench.Refusal(_bench.Signed(static drawn => AddAudience(SamlBench.Find(drawn, "AudienceRestriction"))))
        );
        Assert.Equal(
            Elsewhere,
            _bench.Refusal(
                _bench.Signed(static drawn =>
                {
                    var second = drawn.CreateElement("saml", "AudienceRestriction", SamlNames.Assertion);
                    AddAudience(second);
                    SamlBench.Find(drawn, "Conditions").AppendChild(second);
                })
            )
        );
    }

    [Theory]
    [InlineData("Response", "Destination")]
    [InlineData("SubjectConfirmationData", "Recipient")]
    public void Another_address_is_told_and_none_is_invalid(string part, string attribute)
    {
        Assert.Equal(
            Elsewhere,
            _bench.Refusal(
                _bench.Signed(drawn =>
                    SamlBench.Find(drawn, part).SetAttribute(attribute, "http://lab.example/saml.replayed/acs")
                )
            )
        );
        Assert.Equal(
            Invalid,
            _bench.Refusal(_bench.Signed(drawn => SamlBench.Find(drawn, part).RemoveAttribute(attribute)))
        );
    }

    [Theory]
    [InlineData("Response", "InResponseTo", "_another")]
    [InlineData("Response", "InResponseTo", null)]
    [InlineData("SubjectConfirmationData", "InResponseTo", "_another")]
    [InlineData("SubjectConfirmationData", "InResponseTo", null)]
    [InlineData("SubjectConfirmationData", "NotBefore", "2026-11-21T12:00:00Z")]
    [InlineData("SubjectConfirmation", "Method", "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches")]
    [InlineData("StatusCode", "Value", "urn:oasis:names:tc:SAML:2.0:status:Responder")]
    [InlineData("Response", "Version", "1.1")]
    [InlineData("Assertion", "Version", "1.1")]
    [InlineData("Conditions", "NotBefore", "yesterday")]
    public void An_attribute_that_is_not_as_it_has_to_be_makes_it_invalid(string part, string attribute, string? value)
    {
        var document = _bench.Signed(drawn =>
        {
            var element = SamlBench.Find(drawn, part);
            element.RemoveAttribute(attribute);
            if (value is not null)
            {
                element.SetAttribute(attribute, value);
            }
        });
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Theory]
    [InlineData("Status")]
    [InlineData("Subject")]
    [InlineData("NameID")]
    [InlineData("SubjectConfirmation")]
    [InlineData("SubjectConfirmationData")]
    [InlineData("Conditions")]
    [InlineData("AuthnStatement")]
    public void Nothing_that_is_needed_may_be_missing(string part)
    {
        var document = _bench.Signed(drawn =>
        {
            var element = SamlBench.Find(drawn, part);
            element.ParentNode!.RemoveChild(element);
        });
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Theory]
    [InlineData("Subject")]
    [InlineData("NameID")]
    [InlineData("SubjectConfirmation")]
    [InlineData("SubjectConfirmationData")]
    [InlineData("Conditions")]
    [InlineData("Status")]
    public void Nothing_of_which_there_is_one_may_be_there_twice(string part)
    {
        var document = _bench.Signed(drawn =>
        {
            var element = SamlBench.Find(drawn, part);
            element.ParentNode!.InsertAfter(element.CloneNode(deep: true), element);
        });
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Fact]
    public void An_assertion_without_an_audience_is_for_nobody_here() =>
        Assert.Equal(
            Elsewhere,
            _bench.Refusal(
                _bench.Signed(static drawn =>
                {
                    var restriction = SamlBench.Find(drawn, "AudienceRestriction");
                    restriction.ParentNode!.RemoveChild(restriction);
                })
            )
        );

    [Fact]
    public void A_condition_that_nobody_understands_does_not_hold() =>
        Assert.Equal(
            Invalid,
            _bench.Refusal(
                _bench.Signed(static drawn =>
                    SamlBench
                        .Find(drawn, "Conditions")
                        .AppendChild(drawn.CreateElement("saml", "Condition", SamlNames.Assertion))
                )
            )
        );

    [Theory]
    [InlineData("Response")]
    [InlineData("Assertion")]
    public void Another_issuer_is_not_believed(string part) =>
        Assert.Equal(
            Invalid,
            _bench.Refusal(
                _bench.Signed(drawn =>
                    SamlXml.Child(SamlBench.Find(drawn, part), SamlNames.Assertion, "Issuer")!.InnerText =
                        "http://other.example/idp"
                )
            )
        );

    private static void AddAudience(XmlElement restriction)
    {
        var audience = restriction.OwnerDocument.CreateElement("saml", "Audience", SamlNames.Assertion);
        audience.InnerText = "http://other.example/";
        restriction.PrependChild(audience);
    }
}
