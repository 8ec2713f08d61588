namespace Gatehouse.Doctor.Tests.Words;

public class ServiceWordsTests
{
    [Theory]
    [InlineData(
        "token.expired",
        401,
        """{"status":"error","message":"The OAuth token used to make this request expired 2 hour(s) ago."}"""
    )]
    [InlineData("token.expired", 401, "<title>Access Denied: The Personal Access Token used has expired.</title>")]
    [InlineData("credentials.throttled", 429, """{"message":"Too many login attempts. Try again in 30 seconds."}""")]
    [InlineData("client.rate-exceeded", 429, """{"message":"Slow down"}""")]
    [InlineData(
        "refusal.as-success",
        200,
        """{"errors":[{"message":"You must be logged in.","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}"""
    )]
    [InlineData("credentials.insecure-transport", 403, "Basic authentication is only allowed over HTTPS")]
    [InlineData("credentials.in-query", 400, """{"message":"Must specify access token via Authorization header."}""")]
    [InlineData("session.revoked", 401, "You were signed out: this account signed in on another device")]
    [InlineData("account.entitlement-missing", 401, "Please note that this call requires a separate subscription")]
    [InlineData("account.not-activated", 400, """{"error_code":"email_not_confirmed","msg":"Email not confirmed"}""")]
    [InlineData("endpoint.wrong-environment", 401, "The key you've used is not a valid live API access token")]
    [InlineData("endpoint.wrong-host", 400, "the region 'us-east-1' is wrong; expecting 'eu-north-1'")]
    [InlineData("mfa.wrong", 401, "Your OTP code is incorrect. Please check it and retry.")]
    [InlineData("proxy.blocked", 403, "Sorry, your organization has blocked access to this website.")]
    [InlineData("signature.clock-skewed", 401, "Date 'x' is not within allowed clock skew")]
    [InlineData(
        "waf.blocked",
        403,
        "<TITLE>Access Denied</TITLE>You don't have permission to access \"x\" on this server.<P>\nReference&#32;&#35;18&#46;c4e41402"
    )]
    public void An_answer_says_it(string cause, int status, string body) =>
        Assert.Equal(cause, Named.With(status, body));

    [Theory]
    [InlineData(
        "credentials.stale-cached",
        "trace: run_command: 'git credential-store erase'\nfatal: Authentication failed for 'https://git.example/a.git/'"
    )]
    [InlineData(
        "credentials.rejected",
        "remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://git.example/a.git/'"
    )]
    [InlineData(
        "application.proxy-refused",
        "Invalid HTTP_HOST header: 'tickets.example'. You may need to add 'tickets.example' to ALLOWED_HOSTS."
    )]
    [InlineData("basic.line-wrapped", "Unexpected char 0x0a at 82 in Authorization value: Basic YWJj")]
    [InlineData(
        "certificate.expired",
        "client SSL certificate verify error: (10:certificate has expired) while reading"
    )]
    [InlineData(
        "credentials.shell-expanded",
        "The \"k7\" variable is not set. Defaulting to a blank string.\nupload failed: 401 Unauthorized"
    )]
    [InlineData("header.stripped-by-proxy", "-   ReqUnset       Authorization: Basic YTpi")]
    [InlineData(
        "refusal.as-redirect",
        "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON\nGET /Account/Login?ReturnUrl=%2Fapi 200"
    )]
    [InlineData("server.error-as-401", "o.s.s.w.FilterChainProxy : Securing GET /error")]
    [InlineData("token.malformed", "DEBUG response body {\"msg\":\"Subject must be a string\"}")]
    public void A_program_says_it(string cause, string text) => Assert.Equal(cause, Named.Text(text));
}
