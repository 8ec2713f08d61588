using System.IO.Compression;
using System.Text;
using Gatehouse.Doctor.Intake.Logs;
using Gatehouse.Doctor.Logs;

namespace Gatehouse.Doctor.Tests.Logs;

public class LogFormatsTests
{
    [Theory]
    [InlineData(
        "192.0.2.1 - alice [21/Nov/2026:13:00:00 +0100] \"GET /orders?x=1 HTTP/1.1\" 401 17 \"-\" \"curl/8.5\"",
        "2026-11-21T12:00:00Z 401 GET /orders user=alice from=192.0.2.1 agent=curl/8.5 backend="
    )]
    [InlineData(
        "192.0.2.1 - - [21/Nov/2026:12:00:00 +0000] \"POST /a HTTP/2.0\" 403 9 \"https://x/\" \"UA 1\" rt=0.120 uct=\"0.000\" upstream=10.0.0.2:8080",
        "2026-11-21T12:00:00Z 403 POST /a user= from=192.0.2.1 agent=UA 1 backend=10.0.0.2:8080"
    )]
    [InlineData(
        "192.0.2.1 - - [21/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 401 9 \"-\" \"UA\" 12 0.005 [shop-80] [] 10.0.0.5:8080 9 0.004 401 abc",
        "2026-11-21T12:00:00Z 401 GET / user= from=192.0.2.1 agent=UA backend=10.0.0.5:8080"
    )]
    [InlineData(
        "shop.example:443 2001:db8::1 - bob [21/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 9 \"-\" \"UA\"",
        "2026-11-21T12:00:00Z 200 GET / user=bob from=2001:db8::1 agent=UA backend="
    )]
    [InlineData(
        "10.0.0.9 - - [21/Nov/2026:12:00:00 +0000] \"GET /x HTTP/1.1\" 401 17 \"-\" \"-\" 7 \"api@docker\" \"http://10.0.0.3:80\" 3ms",
        "2026-11-21T12:00:00Z 401 GET /x user= from=10.0.0.9 agent= backend=http://10.0.0.3:80"
    )]
    [InlineData(
        "{\"level\":\"info\",\"ts\":1795262400.5,\"logger\":\"http.log.access\",\"msg\":\"handled request\",\"request\":{\"remote_ip\":\"192.0.2.1\",\"method\":\"GET\",\"host\":\"x\",\"uri\":\"/orders?x\",\"headers\":{\"User-Agent\":[\"curl/8\"]}},\"user_id\":\"alice\",\"duration\":0.01,\"status\":401}",
        "2026-11-21T12:00:00Z 401 GET /orders user=alice from=192.0.2.1 agent=curl/8 backend="
    )]
    [InlineData(
        "{\"ClientHost\":\"192.0.2.1\",\"ClientUsername\":\"-\",\"DownstreamStatus\":401,\"Duration\":3000000,\"RequestMethod\":\"GET\",\"RequestPath\":\"/a?b\",\"StartUTC\":\"2026-11-21T12:00:00Z\",\"request_User-Agent\":\"curl/8\"}",
        "2026-11-21T12:00:00Z 401 GET /a user= from=192.0.2.1 agent=curl/8 backend="
    )]
    [InlineData(
        "{\"start_time\":\"2026-11-21T12:00:00.000Z\",\"response_code\":403,\"path\":\"/a\",\"method\":\"GET\",\"user_agent\":\"u\",\"downstream_remote_address\":\"192.0.2.1:999\",\"upstream_host\":\"10.0.0.1:80\",\"response_code_details\":\"rbac_access_denied\"}",
        "2026-11-21T12:00:00Z 403 GET /a user= from=192.0.2.1 agent=u backend=10.0.0.1:80"
    )]
    [InlineData(
        "{\"time_iso8601\":\"2026-11-21T12:00:00+00:00\",\"remote_addr\":\"192.0.2.1\",\"remote_user\":\"bob\",\"request\":\"GET /x?y HTTP/1.1\",\"status\":\"401\",\"http_user_agent\":\"u\"}",
        "2026-11-21T12:00:00Z 401 GET /x user=bob from=192.0.2.1 agent=u backend="
    )]
    [InlineData(
        "[2026-11-21T12:00:00.000Z] \"GET /x?y HTTP/2\" 401 - jwt_authn_access_denied{Jwt_is_expired} - \"-\" 0 17 1 - \"192.0.2.1\" \"curl/8\" \"id\" \"host\" \"10.0.0.1:80\"",
        "2026-11-21T12:00:00Z 401 GET /x user= from=192.0.2.1 agent=curl/8 backend=10.0.0.1:80"
    )]
    [InlineData(
        "Nov 21 12:00:00 lb haproxy[77]: 192.0.2.1:5000 [21/Nov/2026:12:00:00.000] fe be/s2 0/0/1/5/6 401 187 - - ---- 1/1/0/0/0 0/0 \"GET /x?y HTTP/1.1\"",
        "2026-11-21T12:00:00Z 401 GET /x user= from=192.0.2.1 agent= backend=s2"
    )]
    [InlineData(
        "https 2026-11-21T12:00:00.000000Z app/lb/1 192.0.2.1:80 10.0.0.1:80 0.000 0.002 0.000 401 401 34 366 \"GET https://x.example:443/a?b HTTP/2.0\" \"curl/8\" C TLSv1.3 arn \"Root=1\" \"-\" \"-\" 0 2026-11-21T12:00:00Z \"forward\" \"-\" \"-\" \"10.0.0.1:80\" \"401\" \"-\" \"-\"",
        "2026-11-21T12:00:00Z 401 GET /a user= from=192.0.2.1 agent=curl/8 backend=10.0.0.1:80"
    )]
    [InlineData(
        "web-1  | 192.0.2.1 - - [21/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 401 9 \"-\" \"UA\"",
        "2026-11-21T12:00:00Z 401 GET / user= from=192.0.2.1 agent=UA backend="
    )]
    public void Each_form_of_access_log_is_recognised_by_itself(string line, string seen)
    {
        var request = Assert.Single(SomeLog.Read(line).Requests);
        Assert.Equal(
            seen,
            $"{request.At!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {request.Status} {request.Method} {request.Path} user={request.User} from={request.Address} agent={request.Agent} backend={request.Backend}"
        );
    }

    [Fact]
    public void The_log_of_IIS_is_read_by_its_heading()
    {
        var request = Assert.Single(
            SomeLog
                .Read(
                    "#Software: Microsoft Internet Information Services 10.0",
                    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
                    "2026-11-21 12:00:00 10.0.0.1 GET /a x=1 443 DOM\\bob 192.0.2.1 Mozilla/5.0+(X) - 401 1 1326 15"
                )
                .Requests
        );
        Assert.Equal(
            (401, 1, 1326L, "DOM\\bob", "Mozilla/5.0 (X)", 0.015),
            (request.Status, request.Substatus, request.Win32, request.User, request.Agent, request.Seconds)
        );
    }

    [Theory]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 user \"bob\": password mismatch, client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\""
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [auth_basic:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01617: user bob: authentication failure for \"/\": Password Mismatch"
    )]
    [InlineData("      IDX10223: Lifetime validation failed. The token is expired.")]
    public void Messages_are_kept_once_with_their_number(string line)
    {
        var findings = SomeLog.Read(line, line, line);
        Assert.Equal(3, Assert.Single(findings.Messages).Count);
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_counted_and_passed_over()
    {
        var findings = SomeLog.Read("\u0001\u0002", "{\"a\":", "[[[[", SomeLog.Line(0, 200), "\"GET / HTTP/1.1\" 401");
        Assert.Equal((5L, 1), (findings.Lines, findings.Requests.Count));
        Assert.Equal(3, findings.Unread);
    }

    [Fact]
    public void A_compressed_log_is_read_too()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(SomeLog.Line(0, 401)));
        }

        packed.Position = 0;
        Assert.Single(LogIntake.For([packed], Some.Now).Note<LogFindings>()!.Refusals);
    }

    [Fact]
    public void A_line_without_end_does_no_harm() => Assert.Equal(1, SomeLog.Read(new string('x', 5_000_000)).Lines);

    [Fact]
    public async Task A_log_without_refusals_is_healthy() =>
        Assert.Equal("healthy", await SomeLog.ConcludesAsync(SomeLog.Of(SomeLog.Line(0, 200), SomeLog.Line(1, 404))));

    [Fact]
    public async Task The_first_leg_of_Basic_is_no_illness() =>
        Assert.Equal(
            "healthy",
            await SomeLog.ConcludesAsync(SomeLog.Of(SomeLog.Line(0, 401), SomeLog.Line(9, 200, user: "alice")))
        );

    [Fact]
    public async Task The_two_legs_of_NTLM_are_no_illness() =>
        Assert.Equal(
            "healthy",
            await SomeLog.ConcludesAsync(
                SomeLog.Of(
                    "#Fields: date time cs-method cs-uri-stem cs-username c-ip sc-status sc-substatus sc-win32-status",
                    "2026-11-21 12:00:00 GET /a - 192.0.2.1 401 2 5",
                    "2026-11-21 12:00:00 GET /a - 192.0.2.1 401 1 2148074254",
                    "2026-11-21 12:00:00 GET /a DOM\\bob 192.0.2.1 200 0 0"
                )
            )
        );

    [Fact]
    public async Task A_token_that_is_renewed_and_then_accepted_is_no_illness() =>
        Assert.Equal(
            "healthy",
            await SomeLog.ConcludesAsync(
                SomeLog.Of(
                    SomeLog.Line(0, 200),
                    SomeLog.Line(900, 401),
                    SomeLog.Line(901, 200, "/auth/refresh", method: "POST"),
                    SomeLog.Line(902, 200)
                )
            )
        );
}
