using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Intake.Transcripts;
using Gatehouse.Doctor.Lint;
using Gatehouse.Doctor.Logs;

namespace Gatehouse.Doctor.Tests.Intake.Transcripts;

public class ExchangeIntakeTests
{
    private const string Verbose = """
        * Host api.example:443 was resolved.
        *   Trying 192.0.2.1:443...
        * Connected to api.example (192.0.2.1) port 443
        * SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
        * [HTTP/2] [1] OPENED stream for https://api.example/orders?x=1
        > GET /orders?x=1 HTTP/2
        > Host: api.example
        > Authorization: Bearer abc
        >
        { [5 bytes data]
        < HTTP/2 401
        < date: Sat, 21 Nov 2026 11:00:00 GMT
        < www-authenticate: Bearer error="invalid_token"
        < content-type: application/json
        <
        {"error":"no"}
        * Connection #0 to host api.example left intact
        """;

    [Fact]
    public void A_log_that_was_pasted_below_the_exchange_is_read_as_one()
    {
        var file = ExchangeIntake.Read(
            Verbose
                + """


                # u_ex.log
                #Fields: date time cs-method cs-uri-stem c-ip sc-status sc-substatus sc-win32-status
                2026-11-21 11:00:00 GET /orders 192.0.2.9 401 2 5
                """,
            Some.Now
        );
        Assert.Equal("{\"error\":\"no\"}", Assert.Single(file.Exchanges).Answer!.Body);
        Assert.Equal(2, Assert.Single(file.Note<LogFindings>()!.Refusals).Substatus);
    }

    [Fact]
    public void A_piece_of_a_servers_file_is_looked_at_too()
    {
        var file = ExchangeIntake.Read(
            Verbose
                + """


                $ cat site.conf
                location / {
                    proxy_set_header Authorization "";
                    proxy_pass http://127.0.0.1:9;
                }
                """,
            Some.Now
        );
        Assert.Equal("header.stripped-by-proxy", Assert.Single(file.Note<LintFindings>()!.Faults).Cause!.Id);
    }

    [Fact]
    public void A_token_request_that_a_registrys_challenge_asks_for_is_what_was_refused()
    {
        var file = ExchangeIntake.Read(
            """
            GET /v2/team/x/manifests/1 HTTP/1.1
            Host: registry.example

            HTTP/1.1 401 Unauthorized
            WWW-Authenticate: Bearer realm="https://git.example/jwt/auth",service="registry"

            GET /jwt/auth?service=registry HTTP/1.1
            Host: git.example
            Authorization: Basic YTpi

            HTTP/1.1 403 Forbidden

            """,
            Some.Now
        );
        Assert.Equal(403, file.Main!.Answer!.Status);
    }

    [Fact]
    public void The_output_of_curl_v_is_read_with_its_answer_and_time()
    {
        var file = ExchangeIntake.Read(Verbose, Some.Now);
        var only = Assert.Single(file.Exchanges);
        Assert.Equal("https://api.example/orders?x=1", only.Request!.Url!.ToString());
        Assert.Equal("Bearer abc", only.Request.Authorization);
        Assert.Equal(401, only.Answer!.Status);
        Assert.Equal("{\"error\":\"no\"}", only.Answer.Body);
        Assert.Equal("Bearer", only.Answer.Challenges.Challenges[0].Scheme);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.Zero), file.Now);
        Assert.Equal("Bearer abc", file.Subject!.Authorization);
    }

    [Fact]
    public void A_command_above_its_output_is_read_too() =>
        Assert.Equal(
            "Bearer abc",
            ExchangeIntake
                .Read("$ curl -i -H 'Authorization: Bearer abc' https://a.example/x\nHTTP/1.1 401 No\n\nno", Some.Now)
                .Subject!.Authorization
        );

    [Fact]
    public void Redirects_and_proxies_make_several_exchanges()
    {
        var file = ExchangeIntake.Read(
            "> CONNECT a.example:443 HTTP/1.1\n> Host: a.example:443\n>\n< HTTP/1.1 200 Connection established\n<\n"
                + "> GET /x HTTP/1.1\n> Host: a.example\n> Authorization: Bearer abc\n>\n< HTTP/1.1 301 Moved\n< Location: /x/\n<\n"
                + "* Issue another request to this URL\n> GET /x/ HTTP/1.1\n> Host: a.example\n>\n< HTTP/1.1 100 Continue\n<\n< HTTP/1.1 401 No\n<\nno\n",
            Some.Now
        );
        Assert.Equal([301, 401], file.Exchanges.Select(exchange => exchange.Answer!.Status));
        Assert.Null(file.Main!.Request!.Authorization);
    }

    [Fact]
    public void A_followed_stream_is_divided_into_its_messages()
    {
        var file = ExchangeIntake.Read(
            "GET /a HTTP/1.1\r\nHost: 192.168.1.5:8080\r\nAuthorization: Basic YWJj\r\n ZGVm\r\n\r\n"
                + "HTTP/1.1 401 Unauthorized\r\nContent-Length: 3\r\n\r\n{1}GET /b HTTP/1.1\r\nHost: 192.168.1.5:8080\r\n\r\nHTTP/1.1 200 OK\r\n\r\nfine",
            Some.Now
        );
        Assert.Equal([401, 200], file.Exchanges.Select(exchange => exchange.Answer!.Status));
        Assert.Equal("Basic YWJj\nZGVm", file.Exchanges[0].Request!.Authorization);
        Assert.Equal("http://192.168.1.5:8080/b", file.Exchanges[1].Request!.Url!.ToString());
        Assert.Equal("{1}", file.Exchanges[0].Answer!.Body);
    }

    [Fact]
    public void What_a_browsers_tools_show_is_read()
    {
        var file = ExchangeIntake.Read(
            "Request URL: https://a.example/x\nRequest Method: POST\nStatus Code: 401 Unauthorized\nResponse Headers\nserver: nginx\nRequest Headers\n:method: POST\nauthorization: Bearer abc\n",
            Some.Now
        );
        Assert.Equal("POST", file.Main!.Request!.Method);
        Assert.Equal("Bearer abc", file.Main.Request.Authorization);
        Assert.Equal("nginx", file.Main.Answer!.Headers["Server"]);
        Assert.Equal(401, file.Main.Answer.Status);
    }

    [Theory]
    [InlineData("{\"message\":\"Bad credentials\",\"status\":\"401\"}", 401)]
    [InlineData("<html><title>403 Forbidden</title></html>", 403)]
    [InlineData("HTTP Error 401.2 - Unauthorized", 401)]
    [InlineData("requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://a.example/x", 401)]
    [InlineData("fatal: unable to access 'https://a.example/': The requested URL returned error: 403", 403)]
    [InlineData("npm ERR! code E401\nnpm ERR! 401 Unauthorized - GET https://a.example/x", 401)]
    [InlineData("Response status code does not indicate success: 401 (Unauthorized).", 401)]
    [InlineData("Request failed with status code 401", 401)]
    [InlineData("{\"ok\":false,\"error\":\"invalid_auth\"}", 401)]
    public void A_page_a_body_or_a_message_alone_counts_as_an_answer(string text, int status)
    {
        var file = ExchangeIntake.Read(text, Some.Now);
        Assert.Equal(status, file.Main!.Answer!.Status);
        Assert.Equal(text, file.Main.Answer.Body);
        Assert.Equal(text, file.Text);
    }

    [Theory]
    [InlineData("curl: (6) Could not resolve host: a.example", FailureKind.NameUnresolved)]
    [InlineData("curl: (60) SSL certificate problem: certificate has expired", FailureKind.Tls)]
    [InlineData("curl: (56) CONNECT tunnel failed, response 407", FailureKind.Proxy)]
    public void A_request_without_an_answer_says_why(string text, FailureKind kind) =>
        Assert.Equal(kind, ExchangeIntake.Read(text, Some.Now).Main!.Failure!.Kind);

    [Fact]
    public void Plain_words_stay_text() => Assert.Empty(ExchangeIntake.Read("it does not work", Some.Now).Exchanges);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void Nothing_at_all_is_told(string text) =>
        Assert.Throws<IntakeException>(() => ExchangeIntake.Read(text, Some.Now));

    [Theory]
    [InlineData("> \n< \n> GET\n<")]
    [InlineData("HTTP/1.1 401\n: x\n:\n =\n")]
    [InlineData("GET / HTTP/1.1\n\n\n\nHTTP/1.1 999 x\n\n")]
    [InlineData("send: b'\nreply: '\nheader: ")]
    [InlineData("Status Code:\nRequest URL:\n--> GET https://\n<-- 401")]
    public void Broken_text_breaks_nothing(string text) =>
        Assert.Null(Record.Exception(() => ExchangeIntake.Read(text, Some.Now)));
}
