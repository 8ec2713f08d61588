namespace Gatehouse.Doctor.Tests.Words;

public class ProductWordsTests
{
    [Theory]
    [InlineData("credentials.throttled", 401, "", "X-Seraph-LoginReason", "AUTHENTICATION_DENIED")]
    [InlineData(
        "credentials.throttled",
        403,
        "",
        "X-Authentication-Denied-Reason",
        "CAPTCHA_CHALLENGE; login-url=https://j.example/login.jsp"
    )]
    [InlineData("credentials.rejected", 401, "", "X-Seraph-LoginReason", "AUTHENTICATED_FAILED")]
    [InlineData("access.permission-denied", 403, "", "X-GitHub-SSO", "required; url=https://github.com/orgs/x/sso")]
    [InlineData(
        "mfa.required",
        401,
        """{"message":"Must specify two-factor authentication OTP code."}""",
        "X-GitHub-OTP",
        "required; app"
    )]
    [InlineData("challenge.missing", 401, "", "x-amzn-Remapped-www-authenticate", "Basic realm=\"x\"")]
    [InlineData("waf.blocked", 403, "", "cf-mitigated", "challenge")]
    [InlineData("access.permission-denied", 403, """{"errors":[{"message":"x"}]}""", "grpc-status", "7")]
    public void A_field_says_it(string cause, int status, string body, string name, string value) =>
        Assert.Equal(cause, Named.With(status, body, (name, value)));

    [Theory]
    [InlineData("user.locked", 401, """{"error":"Account locked"}""")]
    [InlineData("user.locked", 423, "Your account has been locked.")]
    [InlineData("user.disabled", 401, """{"message":"User account is disabled"}""")]
    [InlineData("account.not-activated", 401, """{"code":"EMAIL_NOT_VERIFIED","message":"Email not verified"}""")]
    [InlineData(
        "account.not-activated",
        400,
        """{"error":"invalid_grant","error_description":"Account is not fully set up"}"""
    )]
    [InlineData("password.expired", 401, """{"error":"Password expired"}""")]
    [InlineData("account.entitlement-missing", 401, """{"error":"Invalid or expired license key"}""")]
    [InlineData("account.entitlement-missing", 401, """{"message":"Your trial has expired"}""")]
    [InlineData("account.entitlement-missing", 403, """{"message":"Upgrade your plan to use this API"}""")]
    [InlineData("session.revoked", 401, """{"message":"You have been logged in from another device"}""")]
    [InlineData("mfa.required", 499, """{"meta":{"rc":"error","msg":"api.err.Ubic2faTokenRequired"}}""")]
    [InlineData(
        "mfa.required",
        401,
        "<?xml version=\"1.0\"?><d:error><s:exception>OCA\\DAV\\Connector\\Sabre\\Exception\\PasswordLoginForbidden</s:exception><s:message>password login forbidden</s:message></d:error>"
    )]
    [InlineData(
        "header.stripped-by-server",
        401,
        "<d:error><s:exception>Sabre\\DAV\\Exception\\NotAuthenticated</s:exception><s:message>No 'Authorization: Basic' header found. Either the client didn't send one, or the server is mis-configured</s:message></d:error>"
    )]
    [InlineData(
        "client.address-denied",
        401,
        """{"error":"not_authorised","reason":"User can only log in via localhost"}"""
    )]
    [InlineData(
        "signature.clock-skewed",
        400,
        """{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}"""
    )]
    [InlineData("signature.mismatch", 400, """{"code":-1022,"msg":"Signature for this request is not valid."}""")]
    [InlineData(
        "signature.mismatch",
        403,
        "<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided.</Message></Error>"
    )]
    [InlineData("signature.clock-skewed", 403, "<Error><Code>RequestTimeTooSkewed</Code></Error>")]
    [InlineData("key.unknown", 403, "<Error><Code>InvalidAccessKeyId</Code></Error>")]
    [InlineData("endpoint.wrong-path", 400, """{"errors":["missing client token"]}""")]
    [InlineData(
        "provider.outage-as-401",
        401,
        """{"code":"900900","message":"Unclassified Authentication Failure","description":"Error while accessing backend services for API key validation"}"""
    )]
    [InlineData("account.entitlement-missing", 403, """{"code":"900908","message":"Resource forbidden "}""")]
    [InlineData(
        "grant.client-rejected",
        401,
        """{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired.","error_codes":[7000222]}"""
    )]
    [InlineData("grant.client-rejected", 401, """{"error":"invalid_client"}""")]
    [InlineData("grant.invalid", 400, """{"error":"invalid_grant","error_description":"Code not valid"}""")]
    [InlineData("grant.invalid", 400, """{"error":"invalid_grant"}""")]
    [InlineData("grant.invalid", 400, """{"error":"invalid_grant","error_description":"Token is not active"}""")]
    [InlineData(
        "credentials.rejected",
        401,
        """{"error":"invalid_grant","error_description":"Invalid user credentials"}"""
    )]
    [InlineData(
        "password.wrong",
        400,
        """{"error":"invalid_grant","error_description":"AADSTS50126: Error validating credentials due to invalid username or password."}"""
    )]
    [InlineData(
        "credentials.wrong-kind",
        401,
        """{"error":{"code":401,"message":"API keys are not supported by this API.","status":"UNAUTHENTICATED","details":[{"reason":"CREDENTIALS_MISSING"}]}}"""
    )]
    [InlineData(
        "credentials.wrong-kind",
        403,
        """{"title":"Unsupported Authentication","detail":"Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported authentication types are [OAuth 1.0a User Context].","type":"https://api.twitter.com/2/problems/unsupported-authentication"}"""
    )]
    [InlineData("csrf.token-invalid", 419, """{"message":"CSRF token mismatch."}""")]
    [InlineData("csrf.token-missing", 403, "<title>Error 403 No valid crumb was included in the request</title>")]
    [InlineData("csrf.token-invalid", 403, """{"code":"rest_cookie_invalid_nonce","message":"Cookie check failed"}""")]
    [InlineData(
        "csrf.cross-site",
        403,
        "Origin checking failed - https://a.example does not match any trusted origins."
    )]
    [InlineData(
        "header.too-large",
        400,
        "<html><head><title>400 Request Header Or Cookie Too Large</title></head></html>"
    )]
    [InlineData("header.too-large", 400, "<h2>Bad Request - Request Too Long</h2>")]
    [InlineData("certificate.missing", 400, "<title>400 No required SSL certificate was sent</title>")]
    [InlineData("waf.blocked", 403, "error code: 1010")]
    [InlineData(
        "waf.blocked",
        403,
        "<HTML><TITLE>Access Denied</TITLE>You don't have permission to access \"http://x.example/\" on this server. Reference #18.abc</HTML>"
    )]
    [InlineData(
        "server.file-denied",
        401,
        "<h3>HTTP Error 401.3 - Unauthorized</h3><h4>You do not have permission to view this directory or page because of the access control list (ACL) configuration</h4>"
    )]
    [InlineData(
        "server.configuration",
        401,
        "<h3>HTTP Error 401.2 - Unauthorized</h3><h4>You are not authorized to view this page due to invalid authentication headers.</h4>"
    )]
    [InlineData(
        "user.locked",
        401,
        """{"error":"LDAP: error code 49 - 80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 775, v3839"}"""
    )]
    [InlineData(
        "credentials.rejected",
        401,
        """{"error":"LDAP: error code 49 - 80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839"}"""
    )]
    [InlineData(
        "key.address-denied",
        403,
        """{"error":{"status":"PERMISSION_DENIED","details":[{"reason":"API_KEY_HTTP_REFERRER_BLOCKED"}]}}"""
    )]
    [InlineData(
        "endpoint.wrong-path",
        403,
        """{"message":"Missing Authentication Token"}""",
        "x-amzn-ErrorType",
        "MissingAuthenticationTokenException"
    )]
    [InlineData(
        "credentials.ambiguous",
        400,
        "<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified</Message></Error>"
    )]
    [InlineData(
        "application.extension-refused",
        401,
        """{"code":"rest_login_required","message":"REST API restricted to authenticated users.","data":{"status":401}}"""
    )]
    [InlineData(
        "application.proxy-refused",
        400,
        "A request from a reverse proxy was received from 172.18.0.3, but your HTTP integration is not set-up for reverse proxies"
    )]
    [InlineData(
        "application.proxy-refused",
        400,
        "<h1>DisallowedHost at /</h1> Invalid HTTP_HOST header: 'x.example'. You may need to add 'x.example' to ALLOWED_HOSTS."
    )]
    [InlineData("endpoint.wrong-environment", 401, """{"error":"Sandbox Key Provided for Production Gateway"}""")]
    [InlineData("provider.state-mismatch", 401, """{"error":"invalid_state"}""")]
    [InlineData("account.entitlement-missing", 401, """{"error":"Account suspended due to unpaid invoices"}""")]
    [InlineData("signature.mismatch", 401, """{"error":"Invalid webhook signature"}""")]
    [InlineData("session.expired-idle", 401, """{"message":"Your session has expired. Please log in again."}""")]
    [InlineData(
        "password.expired",
        401,
        """{"errors":[{"code":"Neo.ClientError.Security.CredentialsExpired","message":"The credentials have expired"}]}"""
    )]
    [InlineData("client.rate-exceeded", 429, """{"message":"API rate limit exceeded"}""")]
    [InlineData("access.reported-as-401", 401, """{"message":"You do not have the required permissions"}""")]
    [InlineData("server.error-as-401", 401, """{"error":"SQLSTATE[HY000] [2002] Connection refused"}""")]
    public void A_body_says_it(
        string cause,
        int status,
        string body,
        string name = "X-Request-Id",
        string value = "1"
    ) => Assert.Equal(cause, Named.With(status, body, (name, value)));

    [Theory]
    [InlineData(
        "credentials.missing",
        403,
        """{"kind":"Status","status":"Failure","message":"pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\"","code":403}"""
    )]
    [InlineData(
        "credentials.missing",
        401,
        """{"error":{"root_cause":[{"type":"security_exception","reason":"missing authentication credentials for REST request [/_cluster/health]"}]},"status":401}"""
    )]
    [InlineData("credentials.missing", 401, """{"detail":"Authentication credentials were not provided."}""")]
    [InlineData("credentials.missing", 403, """{"detail":"Authentication credentials were not provided."}""")]
    [InlineData("credentials.missing", 401, """{"message":"No API key found in request"}""")]
    [InlineData(
        "credentials.missing",
        401,
        """{ "statusCode": 401, "message": "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API." }"""
    )]
    [InlineData("credentials.missing", 401, "Jwt is missing")]
    [InlineData(
        "credentials.missing",
        200,
        """{"errors":[{"message":"Authentication required","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}"""
    )]
    [InlineData("credentials.missing", 200, """{"ok":false,"error":"not_authed"}""")]
    [InlineData(
        "credentials.missing",
        401,
        """{"code":"900902","message":"Missing Credentials","description":"Make sure your API invocation call has a header: 'Authorization : Bearer ACCESS_TOKEN'"}"""
    )]
    [InlineData("credentials.missing", 401, """{"error":"invalid session: no session information","code":16}""")]
    public void A_request_without_credentials_hears_that_they_miss(string cause, int status, string body) =>
        Assert.Equal(cause, Named.Without(status, body));

    [Theory]
    [InlineData(
        "token.scope-insufficient",
        """{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"users:read"}"""
    )]
    [InlineData("token.revoked", """{"ok":false,"error":"token_revoked"}""")]
    [InlineData("user.disabled", """{"ok":false,"error":"account_inactive"}""")]
    [InlineData(
        "refusal.as-success",
        """{"errors":[{"message":"Not Authorised!","extensions":{"code":"FORBIDDEN"}}],"data":null}"""
    )]
    public void A_success_that_is_none_is_seen_through(string cause, string body) =>
        Assert.Equal(cause, Named.With(200, body));

    [Theory]
    [InlineData("session.expired-absolute", "permission denied - invalid PVE ticket")]
    [InlineData("key.unknown", "no such token 'ci' for user 'root@pam'")]
    public void A_reason_phrase_says_it(string cause, string reason) => Assert.Equal(cause, Reasoned(reason));

    private static string Reasoned(string reason)
    {
        var file = Some.Case(
            Some.Get(("Authorization", "PVEAPIToken=root@pam!ci=open-sesame")),
            Some.Status(401) with
            {
                Reason = reason,
            }
        );
        return Gatehouse
            .Doctor.Hypotheses.Weighing.Weigh(Gatehouse.Doctor.Rules.RuleBook.Standard.Examine(file, []))[0]
            .Cause.Id;
    }
}
