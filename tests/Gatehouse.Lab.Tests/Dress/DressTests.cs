using System.Text;

namespace Gatehouse.Lab.Tests.Dress;

public sealed class DressTests
{
    // {"alg":"ES256"}.{"iss":"https://other.example","aud":"billing","exp":1780314600}: expired at 11:50.
    private const string Token =
        "Bearer eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJodHRwczovL290aGVyLmV4YW1wbGUiLCJhdWQiOiJiaWxsaW5nIiwiZXhwIjoxNzgwMzE0NjAwfQ.AAAA";
    private const string Alice = "Basic YWxpY2U6c2VzYW1lLW9wZW4=";
    private const string Html = "text/html,application/xhtml+xml";
    private const string Json = "application/json";

    /// <summary>Dress, cause, scheme, status, what stands in the challenge (or the field that is named), what in the body.</summary>
    public static TheoryData<string, string, string, int, string?, string?> Words =>
        new()
        {
            {
                "nginx",
                "token.expired",
                "Bearer",
                401,
                "Basic realm=\"Lab\"",
                "<title>401 Authorization Required</title>"
            },
            {
                "nginx",
                "header.too-large",
                "Basic",
                400,
                null,
                "<title>400 Request Header Or Cookie Too Large</title>"
            },
            { "nginx", "client.rate-exceeded", "Basic", 503, null, "503 Service Temporarily Unavailable" },
            { "apache", "access.role-missing", "Basic", 401, "Basic realm=\"Lab\"", "Either you supplied the wrong" },
            { "apache", "client.address-denied", "Basic", 403, null, "You don't have permission" },
            { "apache", "digest.nonce-stale", "Digest", 401, "stale=true", null },
            {
                "apache",
                "header.too-large",
                "Basic",
                400,
                null,
                "Size of a request header field exceeds server limit."
            },
            {
                "iis",
                "credentials.rejected",
                "cookie",
                401,
                "Negotiate",
                "401 - Unauthorized: Access is denied due to invalid credentials."
            },
            { "iis", "server.busy", "Basic", 503, null, "HTTP Error 503. The service is unavailable." },
            { "traefik", "credentials.missing", "Basic", 401, "Basic realm=\"traefik\"", "401 Unauthorized\n" },
            {
                "envoy",
                "credentials.missing",
                "Bearer",
                401,
                "Bearer realm=\"http://api.example/orders\"",
                "Jwt is missing"
            },
            { "envoy", "token.expired", "Bearer", 401, "error=\"invalid_token\"", "Jwt is expired" },
            {
                "envoy",
                "token.malformed",
                "Bearer",
                401,
                "error=\"invalid_token\"",
                "Jwt is not in the form of Header.Payload.Signature"
            },
            {
                "envoy",
                "token.audience-mismatch",
                "Bearer",
                403,
                "error=\"invalid_token\"",
                "Audiences in Jwt are not allowed"
            },
            { "envoy", "access.role-missing", "Bearer", 403, null, "RBAC: access denied" },
            {
                "envoy",
                "credentials.missing",
                "Basic",
                401,
                "Basic realm=",
                "User authentication failed. Missing username and password."
            },
            {
                "tomcat",
                "credentials.rejected",
                "Basic",
                401,
                "Basic realm=\"Lab\"",
                "<title>HTTP Status 401 – Unauthorized</title>"
            },
            { "spring", "credentials.missing", "Bearer", 401, "Bearer", "" },
            { "spring", "token.expired", "Bearer", 401, "decode the Jwt: Jwt expired at 2026-06-01T11:50:00Z", "" },
            {
                "spring",
                "credentials.rejected",
                "Basic",
                401,
                "Basic realm=\"Lab\"",
                "\"status\":401,\"error\":\"Unauthorized\",\"path\":\"/orders\""
            },
            { "spring", "token.scope-insufficient", "Bearer", 403, "error=\"insufficient_scope\"", "" },
            { "express", "credentials.missing", "Bearer", 401, "Bearer realm=\"Users\"", "Unauthorized" },
            { "express", "credentials.rejected", "Key", 401, null, "Unauthorized" },
            {
                "django",
                "credentials.missing",
                "Basic",
                401,
                "Basic realm=\"api\"",
                "{\"detail\":\"Authentication credentials were not provided.\"}"
            },
            {
                "django",
                "credentials.rejected",
                "Basic",
                401,
                "Basic realm=\"api\"",
                "{\"detail\":\"Invalid username/password.\"}"
            },
            { "django", "key.unknown", "Key", 401, "Token", "{\"detail\":\"Invalid token.\"}" },
            { "django", "session.unknown", "cookie", 403, null, "Authentication credentials were not provided." },
            { "django", "csrf.token-missing", "cookie", 403, null, "CSRF verification failed. Request aborted." },
            { "rails", "credentials.rejected", "Basic", 401, "Basic realm=\"Lab\"", "HTTP Basic: Access denied.\n" },
            { "rails", "key.unknown", "Key", 401, "Token realm=\"Lab\"", "HTTP Token: Access denied.\n" },
            { "rails", "token.revoked", "Bearer", 401, "The access token was revoked", "" },
            {
                "rails",
                "session.unknown",
                "cookie",
                401,
                null,
                "{\"error\":\"You need to sign in or sign up before continuing.\"}"
            },
            { "rails", "csrf.token-invalid", "cookie", 422, null, "422" },
            { "laravel", "credentials.missing", "Bearer", 401, null, "{\"message\":\"Unauthenticated.\"}" },
            { "laravel", "csrf.token-missing", "cookie", 419, null, "{\"message\":\"CSRF token mismatch.\"}" },
            { "laravel", "credentials.rejected", "Basic", 401, "Basic", "{\"message\":\"Invalid credentials.\"}" },
            { "aspnetcore", "credentials.missing", "Bearer", 401, "Bearer", "" },
            { "aspnetcore", "token.expired", "Bearer", 401, "The token expired at '06/01/2026 11:50:00'", "" },
            { "aspnetcore", "token.audience-mismatch", "Bearer", 401, "The audience 'billing' is invalid", "" },
            {
                "aspnetcore",
                "token.issuer-untrusted",
                "Bearer",
                401,
                "The issuer 'https://other.example' is invalid",
                ""
            },
            { "aspnetcore", "token.key-unknown", "Bearer", 401, "The signature key was not found", "" },
            { "aspnetcore", "session.unknown", "cookie", 302, null, "" },
            { "kong", "credentials.missing", "Key", 401, "Key realm=\"kong\"", "No API key found in request" },
            { "kong", "key.unknown", "Key", 401, null, "Invalid authentication credentials" },
            { "kong", "token.expired", "Bearer", 401, null, "\"exp\":\"token expired\"" },
            { "aws-apigw", "route.unknown", "Basic", 403, null, "{\"message\":\"Missing Authentication Token\"}" },
            { "aws-apigw", "token.expired", "Bearer", 401, null, "{\"message\":\"The incoming token has expired\"}" },
            { "aws-apigw", "credentials.missing", "Bearer", 401, null, "{\"message\":\"Unauthorized\"}" },
            {
                "azure-apim",
                "credentials.missing",
                "Key",
                401,
                "AzureApiManagementKey realm=\"http://api.example/orders\"",
                "Access denied due to missing subscription key."
            },
            {
                "azure-apim",
                "key.unknown",
                "Key",
                401,
                "AzureApiManagementKey",
                "Access denied due to invalid subscription key."
            },
            { "cloudflare", "credentials.malformed", "Bearer", 400, null, "\"code\":6111" },
            {
                "cloudflare",
                "token.revoked",
                "Bearer",
                401,
                null,
                "{\"code\":10000,\"message\":\"Authentication error\"}"
            },
            { "cloudflare", "waf.blocked", "Bearer", 403, null, "error code: 1020" },
            { "entra", "user.locked", "Basic", 400, null, "AADSTS50053" },
            { "entra", "password.wrong", "Basic", 400, null, "AADSTS50126" },
            { "entra", "credentials.missing", "Bearer", 401, "authorization_uri=", "Access token is empty." },
            {
                "google",
                "credentials.missing",
                "Bearer",
                401,
                "Bearer realm=\"https://accounts.google.com/\"",
                "CREDENTIALS_MISSING"
            },
            { "google", "token.expired", "Bearer", 401, "error=\"invalid_token\"", "ACCESS_TOKEN_EXPIRED" },
            { "google", "key.unknown", "Key", 400, null, "API_KEY_INVALID" },
            {
                "google",
                "token.scope-insufficient",
                "Bearer",
                403,
                "error=\"insufficient_scope\"",
                "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
            },
            { "keycloak", "credentials.missing", "Bearer", 401, null, "{\"error\":\"HTTP 401 Unauthorized\"}" },
            {
                "keycloak",
                "token.expired",
                "Bearer",
                401,
                "Bearer realm=\"Lab\", error=\"invalid_token\", error_description=\"Token verification failed\"",
                ""
            },
            { "keycloak", "password.expired", "Basic", 400, null, "Account is not fully set up" },
            {
                "auth0",
                "token.expired",
                "Bearer",
                401,
                "Token error=",
                "Expired token received for JSON Web Token validation"
            },
            { "auth0", "token.audience-mismatch", "Bearer", 401, "Token error=", "Bad audience: billing" },
            { "okta", "key.unknown", "Key", 401, null, "\"errorCode\":\"E0000011\"" },
            { "okta", "session.unknown", "cookie", 403, null, "\"errorCode\":\"E0000005\"" },
            { "github", "credentials.missing", "Bearer", 401, null, "Requires authentication" },
            { "github", "token.revoked", "Bearer", 401, null, "Bad credentials" },
            { "gitlab", "credentials.missing", "Bearer", 401, null, "{\"message\":\"401 Unauthorized\"}" },
            { "gitlab", "token.revoked", "Bearer", 401, "Token was revoked.", "Token was revoked." },
            { "gitlab", "credentials.rejected", "Basic", 401, "Basic realm=\"GitLab\"", "HTTP Basic: Access denied" },
            {
                "docker-registry",
                "credentials.missing",
                "Bearer",
                401,
                "scope=\"repository:lab/orders:pull\"",
                "\"code\":\"UNAUTHORIZED\""
            },
            {
                "docker-registry",
                "token.scope-insufficient",
                "Bearer",
                401,
                "error=\"insufficient_scope\"",
                "\"code\":\"UNAUTHORIZED\""
            },
            {
                "kubernetes",
                "credentials.missing",
                "Bearer",
                403,
                null,
                "User \\\"system:anonymous\\\" cannot get path \\\"/orders\\\""
            },
            {
                "kubernetes",
                "token.expired",
                "Bearer",
                401,
                null,
                "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401"
            },
            {
                "elasticsearch",
                "credentials.missing",
                "Basic",
                401,
                "ApiKey",
                "missing authentication credentials for REST request [/orders]"
            },
            {
                "elasticsearch",
                "credentials.rejected",
                "Basic",
                401,
                "Basic realm=\"security\"",
                "unable to authenticate user [alice] for REST request [/orders]"
            },
            { "grafana", "credentials.rejected", "Basic", 401, null, "\"messageId\":\"password-auth.failed\"" },
            { "grafana", "key.expired", "Key", 401, null, "\"messageId\":\"api-key.expired\"" },
            { "jenkins", "credentials.missing", "Basic", 403, null, "Authentication required" },
            {
                "jenkins",
                "credentials.rejected",
                "Basic",
                401,
                "Basic realm=\"Jenkins\"",
                "Invalid password/token for user: alice"
            },
            { "jenkins", "csrf.token-missing", "cookie", 403, null, "No valid crumb was included in the request" },
            { "bare", "credentials.missing", "Basic", 401, null, "" },
            { "forbidden", "credentials.missing", "Basic", 403, null, "Forbidden" },
            { "redirect", "credentials.missing", "Bearer", 302, null, null },
            { "bad-request", "credentials.rejected", "Basic", 400, null, "Invalid credentials" },
            { "server-error", "token.expired", "Bearer", 500, null, "Internal Server Error" },
            { "success", "token.expired", "Bearer", 200, null, "\"code\":401" },
            {
                "contradicting",
                "credentials.missing",
                "Basic",
                401,
                "Bearer realm=\"Lab\", error=\"insufficient_scope\"",
                "\"status\":403"
            },
            { "contradicting", "credentials.missing", "Bearer", 401, "Basic realm=\"Lab\"", null },
        };

    [Theory]
    [MemberData(nameof(Words))]
    public void A_dress_says_what_programs_know_that_server_by(
        string dress,
        string cause,
        string scheme,
        int status,
        string? challenge,
        string? body
    )
    {
        var sent =
            cause == "credentials.missing" ? null
            : scheme == "Bearer" ? Token
            : Alice;
        var answer = DressCase.Answer(dress, cause, scheme, Json, sent);
        Assert.Equal(status, answer.Status);
        var challenges = string.Join("; ", answer.Values("WWW-Authenticate"));
        if (challenge is null)
        {
            Assert.Empty(challenges);
        }
        else
        {
            Assert.Contains(challenge, challenges, StringComparison.Ordinal);
        }

        var text = Encoding.UTF8.GetString(answer.Body);
        if (body is { Length: 0 })
        {
            Assert.Empty(text);
        }
        else if (body is not null)
        {
            Assert.Contains(body, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("spring", "http://api.example/login")]
    [InlineData("django", "/accounts/login/?next=/orders")]
    [InlineData("rails", "http://api.example/users/sign_in")]
    [InlineData("laravel", "http://api.example/login")]
    [InlineData("aspnetcore", "http://api.example/Account/Login?ReturnUrl=%2Forders")]
    [InlineData(
        "cloudflare",
        "https://example.cloudflareaccess.com/cdn-cgi/access/login/api.example?redirect_url=%2Forders"
    )]
    [InlineData("grafana", "/login")]
    [InlineData("redirect", "/login?return=%2Forders")]
    public void Browsers_without_a_session_are_sent_to_the_sign_in_page(string dress, string location)
    {
        var answer = DressCase.Answer(dress, "session.unknown", "cookie", Html);
        Assert.Equal(302, answer.Status);
        Assert.Equal([location], answer.Values("Location"));
    }

    [Fact]
    public void Kong_shows_that_nothing_went_upstream()
    {
        var answer = DressCase.Answer("kong", "credentials.missing", "Key");
        Assert.NotEmpty(answer.Values("X-Kong-Response-Latency"));
        Assert.Empty(answer.Values("X-Kong-Upstream-Latency"));
    }

    [Fact]
    public void API_Gateway_hides_the_challenge_under_another_name() =>
        Assert.Equal(
            ["Basic realm=\"Lab\""],
            DressCase.Answer("aws-apigw", "credentials.missing", "Basic").Values("x-amzn-Remapped-www-authenticate")
        );

    [Fact]
    public void Tomcat_offers_Digest_once_for_each_algorithm() =>
        Assert.Collection(
            DressCase.Answer("tomcat", "credentials.missing", "Digest").Values("WWW-Authenticate"),
            first => Assert.Contains("algorithm=SHA-256", first, StringComparison.Ordinal),
            second => Assert.Contains("algorithm=MD5", second, StringComparison.Ordinal)
        );

    [Fact]
    public void Success_shows_browsers_a_sign_in_page()
    {
        var answer = DressCase.Answer("success", "session.unknown", "cookie", Html);
        Assert.Equal(200, answer.Status);
        Assert.Contains("type=\"password\"", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_without_a_route_is_told_under_the_scheme_it_belongs_to()
    {
        Assert.Contains("Bearer", Challenges("aspnetcore", "token.expired"), StringComparison.Ordinal);
        Assert.Contains("Digest", Challenges("apache", "digest.replayed"), StringComparison.Ordinal);

        static string Challenges(string dress, string cause) =>
            string.Join("; ", DressCase.Answer(dress, cause, scheme: null!).Values("WWW-Authenticate"));
    }
}
