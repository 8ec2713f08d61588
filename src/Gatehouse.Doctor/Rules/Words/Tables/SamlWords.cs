namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What libraries and services say that take SAML responses: of PHP, Python, Ruby, Java, Node, C++ and Go, Shibboleth, AWS, Salesforce.</summary>
internal sealed class SamlWords : WordTable
{
    public SamlWords()
    {
        Decisive(
                "saml.expired",
                "saml {assertion|response|token} {has |is |}expired*",
                "saml assertion not {yet valid|valid yet}*",
                "received an assertion that {has expired|is valid in the future}*",
                "could not validate timestamp: {expired|not yet valid}*",
                "timing issues (please check your clock settings)*",
                "current time is {on or after notonorafter|earlier than notbefore} condition*",
                "notonorafter in {condition|conditions|subjectconfirmationdata} was in the past*",
                "notbefore in {condition|conditions} was in the future*",
                "token must be redeemed within 5 minutes of issuance*",
                "response issueinstant expired at*",
                "message expired, was issued too long ago*",
                "assertion is no longer valid*",
                "the assertion of the response is {expired|not yet valid}*"
            )
            .AsLiteral()
            .Fix(
                $"Begin the sign-in again; where that fails too, set the clocks of both sides by NTP and compare the Date of the answer with NotOnOrAfter"
            );
        Decisive("saml.expired", "failed: assertion expired*").Beside("saml").AsLiteral();
        Decisive(
                "saml.audience-mismatch",
                "saml {assertion |response |}audience {mismatch|invalid|is invalid|does not match}*",
                "saml assertion has no audiencerestriction*",
                "is not a valid audience for this response*",
                "is not a valid audience for the assertion*",
                "this sp*is not a valid audience*",
                "unacceptable audiencerestriction*",
                "assertion contains an unacceptable audiencerestriction*",
                "audiencerestrictions conditions not satisfied*",
                "conditions audiencerestriction does not contain*",
                "response does not contain the required audience*",
                "the response was received at*instead of*",
                "{recipient|destination} {in the response |in the saml response |in saml response |}does not match*{acs|assertion consumer}*"
            )
            .AsLiteral()
            .Fix(
                $"Write the same entity id and the same assertion consumer address on both sides, letter for letter: scheme, host, path, final slash"
            );
        Decisive("saml.audience-mismatch", "failed: {audience invalid|recipient mismatched}*")
            .Beside("saml")
            .AsLiteral();
        Decisive(
                "saml.signature-invalid",
                "signature validation failed. saml response rejected*",
                "no signature found. saml response rejected*",
                "invalid signature on saml response*",
                "saml {response |assertion |message |}signature {is |}{invalid|not valid|verification failed|validation failed|could not be verified}*",
                "invalid saml signature*",
                "invalid signature for object*",
                "cannot validate signature on {response|assertion}*",
                "message was signed, but signature could not be verified*",
                "unable to verify message signature with supplied trust engine*",
                "response signature invalid*",
                "the {assertion|message} of the response is not signed*"
            )
            .AsLiteral()
            .Fix(
                $"Fetch the identity provider's metadata anew: after a renewed certificate the old one is still configured"
            );
        Decisive("saml.signature-invalid", "{fingerprint mismatch|invalid document signature}*")
            .Beside("saml")
            .AsLiteral();
        Decisive("saml.signature-invalid", "failed: signature invalid*").Beside("saml").AsLiteral();
        Decisive(
                "saml.replayed",
                "rejecting replayed message id*",
                "replay detected of {message|assertion}*",
                "saml {assertion|response|message} {id |}{has |was |}{already |}{been |}{replayed|used already|already used|already been used|been used before}*",
                "saml {assertion|response} replay*"
            )
            .AsLiteral()
            .Fix($"Begin the sign-in again at the application's own address; do not reload the page that received it");
        Decisive("saml.replayed", "failed: replay detected*").Beside("saml").AsLiteral();
        Strong("saml.replayed", "{assertion|response} {has already been|was already} {used|consumed|processed}*")
            .Beside("saml");
        Decisive(
                "saml.response-invalid",
                "the inresponseto of the response*does not match*",
                "inresponseto {is not valid|does not match|is missing}*",
                "invalid saml response*",
                "saml response must contain 1 assertion*",
                "saml response not found*",
                "a valid subjectconfirmation was not found on this response*",
                "the status code of the response was not success*",
                "your request included an invalid saml response*",
                "invalid_saml_response*",
                "saml {provider |}returned {responder|requester} error*",
                "unknown saml issuer*",
                "invalid issuer in the assertion/response*"
            )
            .AsLiteral()
            .Fix(
                $"Begin the sign-in again at the application; where it fails again, compare the provider's answer (SAMLResponse, decoded) with what the message names"
            );
        Decisive("saml.response-invalid", "failed: {assertion invalid|inresponseto invalid|issuer mismatched}*")
            .Beside("saml")
            .AsLiteral();
    }
}
