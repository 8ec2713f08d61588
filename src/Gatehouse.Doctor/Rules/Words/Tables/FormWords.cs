using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What is said where a form's token or another site's page is the matter, not the sign-in.</summary>
internal sealed class FormWords : WordTable
{
    public FormWords()
    {
        Decisive(
                "csrf.token-missing",
                "{csrf|xsrf|anti csrf|cross site request forgery} {token|cookie|header} {is |was |}{missing|not found|required|not set|not provided|absent|not present|empty|not sent}*",
                "{missing|no} {csrf|xsrf|anti forgery|antiforgery|request verification} {token|cookie|header}*",
                "{csrf|xsrf} {token |}required*",
                "forbidden (csrf cookie not set.)*",
                "csrf cookie not set*",
                "the required antiforgery {cookie|form field|request token|header value}*{not present|was not provided}*",
                "the required anti forgery {cookie|form field}*not present*",
                "no valid crumb was included in {the |}request*",
                "missing_csrf_token*",
                "ebadcsrftoken*missing*",
                "could not verify the provided csrf token because {your session was not found|no token was found}*",
                "expected csrf token not found*",
                "invalid csrf token null was found*",
                "could not verify the provided csrf token because your session was not found*",
                "csrf session token is missing*",
                "the csrf {session |}token{s|} {is|are} missing*",
                "csrf check not passed*",
                "csrf check failed*",
                "csrf prevention token*missing*",
                "a request from*csrf token missing*",
                "no csrf token*",
                "x csrf token: required*"
            )
            .AsLiteral()
            .Fix(
                $"Send the token that goes with the session in the field that the framework reads (X-CSRF-TOKEN, X-XSRF-TOKEN, X-CSRFToken, Jenkins-Crumb), or use credentials that need none, such as an API token"
            );
        Decisive(
                "csrf.token-invalid",
                "{csrf|xsrf|anti csrf|antiforgery|anti forgery} {token |cookie |}{mismatch|is invalid|invalid|incorrect|has expired|expired|is incorrect|validation failed|verification failed|does not match|could not be verified|check failed|from*is incorrect|not valid}*",
                "{invalid|bad|incorrect|wrong|expired|mismatched} {csrf|xsrf|anti csrf|antiforgery|anti forgery|authenticity} token*",
                "csrf token mismatch*",
                "csrf verification failed*",
                "invalidauthenticitytoken*",
                "can't verify csrf token authenticity*",
                "invalidcsrftokenexception*",
                "ebadcsrftoken*",
                "the antiforgery token could not be decrypted*",
                "page expired",
                "the page has expired due to inactivity*",
                "419*page expired*",
                "tokenmismatchexception*",
                "the csrf tokens do not match*",
                "csrf_token_invalid*",
                "permission denied invalid csrf token*",
                "invalid csrf prevention token*",
                "cookie nonce is invalid*",
                "rest_cookie_invalid_nonce*",
                "cookie check failed*",
                "invalid_csrf_token*",
                "the change you wanted was rejected*",
                "invalid security token*",
                "form token*{expired|invalid}*",
                "xsrf check failed*"
            )
            .AsLiteral();
        Decisive(
                "csrf.cross-site",
                "origin checking failed*",
                "referer checking failed*",
                "cross site {post|request|form submission|form submissions}*{forbidden|blocked|not allowed|denied|rejected}*",
                "cross origin {post|request|form submission|form submissions|websocket}*{forbidden|not allowed|denied|rejected}*",
                "origin*not {allowed|trusted|permitted|in the allowed}*{csrf|websocket|trusted}*",
                "invalid {origin|referer} header*",
                "{origin|referer} {header |}{mismatch|does not match|check failed|validation failed|not allowed}*",
                "http origin header*didn't match request.base_url*",
                "xsrf check failed*",
                "invalid origin*",
                "x forwarded host header*does not match origin header*"
            )
            .AsLiteral();
        Strong(
                "cors.origin-denied",
                "not allowed by cors*",
                "invalid cors request*",
                "cors error*origin*not allowed*",
                "cors origin*{not allowed|denied|rejected}*",
                "origin*is not allowed by access control allow origin*",
                "cors policy*denied*",
                "cors origin header*",
                "cors request rejected*"
            )
            .In(WordPlace.Answer | WordPlace.Text);
        Decisive(
                "cors.origin-denied",
                "no access control allow origin header is present on the requested resource*",
                "the access control allow origin header has a value*that is not equal to the supplied origin*",
                "the value of the access control allow origin header in the response must not be the wildcard*",
                "cors header access control allow origin {missing|does not match}*",
                "cors request did not succeed*",
                "origin*is not allowed by access control allow origin*",
                "reason: cors header access control allow origin*"
            )
            .In(WordPlace.Console)
            .Also("cors.refusal-unreadable", Strength.Strong);
        Decisive(
                "preflight.refused",
                "response to preflight request doesn't pass access control check: it does not have http ok status*",
                "preflight response is not successful*",
                "preflight response is not successful. status code: 401*",
                "cors preflight*{failed|did not succeed|401|403}*",
                "cors preflight channel did not succeed*",
                "cors preflight response did not succeed*",
                "response for preflight*{invalid|does not have http ok status|has invalid http status code 401|has invalid http status}*",
                "response to preflight request doesnt pass access control check"
            )
            .In(WordPlace.Console)
            .Fix($"Let OPTIONS pass without credentials and answer it with the CORS fields", Party.Operator);
        Decisive(
                "cors.header-denied",
                "request header field*is not allowed by access control allow headers*",
                "missing token*in cors header access control allow headers*",
                "header*is not allowed according to header*access control allow headers*",
                "request header field authorization is not allowed*"
            )
            .In(WordPlace.Console)
            .Fix(
                $"Name the field itself in Access-Control-Allow-Headers: the wildcard never covers Authorization",
                Party.Operator
            );
        Decisive(
                "cors.method-denied",
                "method*is not allowed by access control allow methods*",
                "did not find method in cors header access control allow methods*"
            )
            .In(WordPlace.Console);
        Decisive(
                "cors.refusal-unreadable",
                "credential is not supported if the cors header access control allow origin is *",
                "err_failed 401*",
                "net::err_failed 401*"
            )
            .In(WordPlace.Console);
        Decisive(
                "cookie.not-sent-samesite",
                "this set cookie*blocked because it had the samesite*",
                "cookie*{has been |was |will be |}{rejected|blocked}*samesite*",
                "this set cookie header didn't specify a samesite attribute*",
                "because its samesite attribute*",
                "samesite=none*without*secure*",
                "cookie*rejected because it is in a cross site context and its samesite is*",
                "schemeful same site*"
            )
            .In(WordPlace.Console);
        Decisive(
                "cookie.not-sent-secure",
                "set cookie*{was blocked|blocked} because it had the secure attribute but was not received over a secure connection*",
                "cookie*rejected because a non https cookie can't be set as secure*",
                "missing the secure attribute*",
                "cookie*rejected because it has the samesite=none attribute but is missing the secure attribute*"
            )
            .In(WordPlace.Console);
        Decisive(
                "cookie.not-sent-domain",
                "set cookie*because its domain attribute was invalid*",
                "cookie*{has been |}rejected for invalid domain*",
                "domain attribute was invalid with regards to the current host url*"
            )
            .In(WordPlace.Console);
        Decisive(
                "cookie.blocked",
                "set cookie*blocked due to user preferences*",
                "cookie*blocked*third party cookie*",
                "third party cookie*{blocked|will be blocked|was blocked}*",
                "cookie*rejected because it is foreign*",
                "storage access*{denied|not granted}*",
                "cookies are {disabled|blocked|not enabled}*",
                "{enable|allow} cookies*",
                "your browser*cookies {disabled|blocked}*"
            )
            .Also("cookie.not-sent-samesite", Strength.Weak);
        Decisive(
            "cookie.too-large",
            "set cookie*{too large|exceeds the maximum size|maximum size}*",
            "cookie*{invalid|rejected} because its*size*",
            "cookie overflow*",
            "cookieoverflow*"
        );
        Decisive("credentials.cached-by-browser", "credentials cached by the browser*");
        Decisive(
                "header.stripped-by-redirect",
                "authorization header*{removed|stripped|dropped}*redirect*",
                "cleared auth redirects to port*"
            )
            .In(WordPlace.Console);
        Strong(
                "credentials.not-sent",
                "request cannot be constructed from a url that includes credentials*",
                "subresource requests whose urls contain embedded credentials*are blocked*"
            )
            .In(WordPlace.Console)
            .Fix($"Send Authorization from the program instead of a user and password in the address");
        Decisive(
                "header.whitespace",
                "invalid character in header content [authorization]*",
                "invalid character in header content*authorization*",
                "header value contains*{cr|newline|line feed|\\r\\n|invalid character}*",
                "header values may not contain {newlines|newline|cr}*",
                "cannot include cr/lf*",
                "header field value cannot include cr/lf*",
                "illegal header value*",
                "invalid header value*",
                "invalid leading whitespace, reserved character(s), or return character(s) in header value*",
                "net/http: invalid header field value*",
                "err_invalid_char*",
                "headers.append*invalid header value*",
                "new line characters are not allowed in header values*",
                "newlines in header values*",
                "invalid http header value*",
                "the format of value*is invalid*header*",
                "illegal character(s) in message header value*",
                "illegal character*in header*"
            )
            .In(WordPlace.Console)
            .Fix($"Cut the line break or blank at the secret's end: printf %s instead of echo, tr -d '\\r\\n'");
    }
}
