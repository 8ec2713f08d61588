namespace Gatehouse.Doctor.Tests.Words;

public class ConsoleWordsTests
{
    [Theory]
    [InlineData(
        "proxy.authentication-required",
        "java.io.IOException: Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407 Proxy Authentication Required\""
    )]
    [InlineData("proxy.authentication-required", "curl: (56) Received HTTP code 407 from proxy after CONNECT")]
    [InlineData("proxy.blocked", "curl: (56) CONNECT tunnel failed, response 403")]
    [InlineData("tls.failed", "curl: (60) SSL certificate problem: unable to get local issuer certificate")]
    [InlineData("tls.failed", "curl: (35) error:0A000410:SSL routines::sslv3 alert handshake failure")]
    [InlineData(
        "tls.failed",
        "requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate"
    )]
    [InlineData("dns.failed", "curl: (6) Could not resolve host: api.example")]
    [InlineData("dns.failed", "Error: getaddrinfo ENOTFOUND api.example")]
    [InlineData(
        "preflight.refused",
        "Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status."
    )]
    [InlineData(
        "cors.header-denied",
        "Access to XMLHttpRequest at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS policy: Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response."
    )]
    [InlineData(
        "cors.origin-denied",
        "Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
    )]
    [InlineData(
        "credentials.missing",
        "fatal: could not read Username for 'https://git.example': terminal prompts disabled"
    )]
    [InlineData(
        "credentials.wrong-kind",
        "remote: Support for password authentication was removed on August 13, 2021.\nfatal: Authentication failed for 'https://github.com/x/y.git/'"
    )]
    [InlineData(
        "header.whitespace",
        "TypeError [ERR_INVALID_CHAR]: Invalid character in header content [\"Authorization\"]"
    )]
    [InlineData(
        "header.whitespace",
        "requests.exceptions.InvalidHeader: Invalid leading whitespace, reserved character(s), or return character(s) in header value: 'Bearer x\\n'"
    )]
    [InlineData(
        "credentials.missing",
        "Error response from daemon: Head \"https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/x/manifests/1\": no basic auth credentials"
    )]
    [InlineData(
        "credentials.scheme-unsupported",
        "npm ERR! Unable to authenticate, need: BASIC realm=\"Sonatype Nexus Repository Manager\""
    )]
    [InlineData("csrf.token-missing", "Error 403 No valid crumb was included in the request")]
    [InlineData("credentials.incomplete", "Error: Input required and not supplied: token")]
    [InlineData("negotiate.clock-skew", "KRB5KRB_AP_ERR_SKEW: Clock skew too great")]
    [InlineData(
        "mfa.required",
        "npm ERR! code EOTP\nnpm ERR! This operation requires a one-time password from your authenticator."
    )]
    [InlineData("access.permission-denied", "denied: requested access to the resource is denied")]
    [InlineData(
        "cookie.not-sent-samesite",
        "This Set-Cookie was blocked because it had the \"SameSite=Lax\" attribute but came from a cross-site response"
    )]
    [InlineData(
        "digest.uri-mismatch",
        "[auth_digest:error] AH01786: uri mismatch - </a> does not match request-uri </a?x=1>"
    )]
    [InlineData(
        "password.wrong",
        "[auth_basic:error] AH01617: user anna: authentication failure for \"/private\": Password Mismatch"
    )]
    [InlineData("user.unknown", "[auth_basic:error] AH01618: user anna not found: /private")]
    [InlineData(
        "access.reported-as-401",
        "[authz_core:error] AH01631: user anna: authorization failure for \"/private\":"
    )]
    [InlineData(
        "server.user-file-unusable",
        "[authn_file:error] AH01620: Could not open password file: /etc/apache2/none"
    )]
    [InlineData("signature.clock-skewed", "ter:NotAuthorized - Wsse authorized time check failed")]
    public void A_program_says_it(string cause, string text) => Assert.Equal(cause, Named.Text(text));

    [Theory]
    [InlineData("Everything went fine")]
    [InlineData("Took 401.2 ms; 403.7 KB sent")]
    [InlineData("We refreshed the token before it expired and all was well")]
    [InlineData("Deployed build 1021, 50102 files")]
    public void A_text_of_other_things_names_nothing_surely(string text) =>
        Assert.DoesNotContain(
            new Gatehouse.Doctor.Rules.Words.WordRule().Examine(new CaseFile { Now = Some.Now, Text = text }),
            clue => (int)clue.Strength > 100
        );
}
