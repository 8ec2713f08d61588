using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Tests.Answerers.Products;

public class ProductRecogniserTests
{
    [Theory]
    [InlineData(
        "nginx",
        "gateway",
        401,
        "<html><head><title>401 Authorization Required</title></head><center><h1>401 Authorization Required</h1></center><hr><center>nginx/1.24.0</center>",
        "Server",
        "nginx/1.24.0"
    )]
    [InlineData("an application", "application", 401, """{"error":"nope"}""", "Server", "nginx/1.24.0")]
    [InlineData("an application", "application", 401, "", "Server", "nginx")]
    [InlineData(
        "Apache httpd",
        "gateway",
        401,
        "This server could not verify that you are authorized to access the document\nrequested.",
        "Server",
        "Apache/2.4.58"
    )]
    [InlineData("Traefik", "gateway", 401, "401 Unauthorized\n", "WWW-Authenticate", "Basic realm=\"traefik\"")]
    [InlineData("Caddy", "gateway", 401, "", "Server", "Caddy")]
    [InlineData(
        "HAProxy",
        "gateway",
        401,
        "<html><body><h1>401 Unauthorized</h1>\nYou need a valid user and password to access this content.\n</body></html>",
        "Content-Type",
        "text/html"
    )]
    [InlineData("Envoy", "gateway", 401, "Jwt is missing", "Server", "istio-envoy")]
    [InlineData(
        "Kong",
        "gateway",
        401,
        """{"message":"No API key found in request"}""",
        "X-Kong-Response-Latency",
        "0"
    )]
    [InlineData(
        "Azure API Management",
        "gateway",
        401,
        """{ "statusCode": 401, "message": "Access denied due to missing subscription key. Make sure to include it" }""",
        "X",
        "y"
    )]
    [InlineData(
        "Cloudflare Access",
        "cdn",
        302,
        "",
        "Location",
        "https://team.cloudflareaccess.com/cdn-cgi/access/login/app"
    )]
    [InlineData(
        "Akamai",
        "cdn",
        403,
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD> Reference #18.abc",
        "Server",
        "AkamaiGHost"
    )]
    [InlineData(
        "GitHub",
        "application",
        401,
        """{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest"}""",
        "Server",
        "github.com"
    )]
    [InlineData("Atlassian", "application", 401, "", "X-Seraph-LoginReason", "AUTHENTICATED_FAILED")]
    [InlineData("Jenkins", "application", 403, "No valid crumb was included in the request", "X-Jenkins", "2.452")]
    [InlineData(
        "Kubernetes",
        "application",
        401,
        """{"kind":"Status","apiVersion":"v1","status":"Failure","code":401}""",
        "X",
        "y"
    )]
    [InlineData("Laravel", "application", 401, """{"message":"Unauthenticated."}""", "Server", "nginx")]
    [InlineData(
        "Microsoft Entra ID",
        "application",
        400,
        """{"error":"invalid_grant","error_description":"AADSTS50126: Error validating credentials"}""",
        "X",
        "y"
    )]
    [InlineData(
        "Microsoft Entra ID",
        "gateway",
        302,
        "",
        "Location",
        "https://login.microsoftonline.com/tenant/oauth2/authorize"
    )]
    [InlineData(
        "Squid",
        "proxy",
        407,
        "<title>ERROR: Cache Access Denied</title>",
        "X-Squid-Error",
        "ERR_CACHE_ACCESS_DENIED 0"
    )]
    [InlineData("Fortinet", "proxy", 200, "<h1>FortiGuard Intrusion Prevention - Access Blocked</h1>", "Server", "x")]
    [InlineData("a shared cache", "cdn", 401, """{"message":"Unauthorized"}""", "Age", "312")]
    [InlineData("Gatehouse", "gateway", 401, "", "Gatehouse-Reference", "GH-7K3M9-QX2C4")]
    [InlineData(
        "ASP.NET Core",
        "application",
        302,
        "",
        "Location",
        "https://app.example/Account/Login?ReturnUrl=%2Forders"
    )]
    public void An_answer_gives_its_product_away(
        string product,
        string by,
        int status,
        string body,
        string name,
        string value
    )
    {
        var known = Recogniser.In(Seen(Some.Status(status, body, (name, value))));
        Assert.Equal((product, by), (known[0].Product, known[0].By.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void A_plain_answer_of_an_unknown_server_names_no_product_surely() =>
        Assert.All(
            Recogniser.In(Seen(Some.Status(401, "go away", ("Server", "homemade")))),
            known => Assert.InRange(known.Sureness, 0, 0.5)
        );

    [Fact]
    public void What_a_browser_kept_to_itself_was_answered_by_the_browser() =>
        Assert.Equal(
            Answerer.Browser,
            Recogniser
                .In(
                    new Exchange
                    {
                        Label = "entry 1",
                        Failure = new ExchangeFailure(FailureKind.Client, "net::ERR_FAILED"),
                        Browser = new BrowserFacts { Error = "net::ERR_FAILED" },
                    }
                )[0]
                .By
        );

    [Fact]
    public void A_tunnel_that_was_refused_was_answered_by_the_proxy() =>
        Assert.Equal(
            Answerer.Proxy,
            Recogniser.In(new Exchange { Label = "x", Failure = new ExchangeFailure(FailureKind.Proxy, "407") })[0].By
        );

    private static Exchange Seen(Answer answer) =>
        new()
        {
            Label = "x",
            Request = Some.Get(),
            Answer = answer,
        };
}
