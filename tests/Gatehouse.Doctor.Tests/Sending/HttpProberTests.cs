using System.IO.Compression;
using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes;
using Gatehouse.Doctor.Sending;

namespace Gatehouse.Doctor.Tests.Sending;

public class HttpProberTests
{
    private const int Limit = 256 * 1024;

    private const string Head = "HTTP/1.1 401 Unauthorized\r\n";

    public static TheoryData<string> Garbage { get; } =
    [
        "<html>no head at all</html>",
        "HTTP/0.9 hello\r\n\r\n",
        "\0\0\0\0\u0016\u0003\u0001",
        "SSH-2.0-OpenSSH_9.0\r\n",
        "HTTP/1.1 99999 What\r\n\r\n",
        Head + "Content-Length: -5\r\n\r\n",
        Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        Head + "no colon here\r\n\r\n",
        "",
    ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task What_is_no_HTTP_is_an_observation(string text)
    {
        await using var server = HostileServer.Saying(text);
        var exchange = await AskAsync(server.Url);
        Assert.True(exchange.Failure is not null || exchange.Answer is { BodyCut: true } or { Status: 401 });
    }

    [Fact]
    public async Task An_endless_body_is_cut()
    {
        await using var server = HostileServer.Endless(Head + "\r\n", new string('x', 64 * 1024));
        var answer = (await AskAsync(server.Url)).Answer!;
        Assert.Equal((401, true, Limit), (answer.Status, answer.BodyCut, answer.Body.Length));
    }

    [Fact]
    public async Task A_body_that_never_goes_on_leaves_the_answer_with_what_came()
    {
        await using var server = HostileServer.Stalling(Head + "Content-Length: 100\r\n\r\nonly this");
        var answer = (await AskAsync(server.Url, TimeSpan.FromMilliseconds(700))).Answer!;
        Assert.Equal((401, true, "only this"), (answer.Status, answer.BodyCut, answer.Body));
    }

    [Fact]
    public async Task A_head_that_never_ends_is_a_timeout()
    {
        await using var server = HostileServer.Stalling(Head + "X-Slow: ");
        var exchange = await AskAsync(server.Url, TimeSpan.FromMilliseconds(700));
        Assert.Equal(FailureKind.Timeout, exchange.Failure?.Kind);
    }

    [Theory]
    [InlineData("X-Many: 1\r\n")]
    [InlineData("Set-Cookie: sid=abcdefgh; Path=/\r\n")]
    public async Task A_flood_of_fields_ends_at_the_limit(string field)
    {
        await using var server = HostileServer.Endless(Head, field);
        Assert.Equal(FailureKind.Protocol, (await AskAsync(server.Url)).Failure?.Kind);
    }

    [Fact]
    public async Task A_challenge_of_ten_megabytes_ends_at_the_limit()
    {
        await using var server = HostileServer.Saying(
            $"{Head}WWW-Authenticate: Basic realm=\"{new string('r', 10_000_000)}\"\r\n\r\n"
        );
        Assert.NotNull((await AskAsync(server.Url)).Failure);
    }

    [Fact]
    public async Task A_flood_of_interim_answers_ends()
    {
        await using var server = HostileServer.Endless(string.Empty, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        Assert.NotNull((await AskAsync(server.Url, TimeSpan.FromSeconds(2))).Failure);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_packed_bomb_ends_at_the_limit(string coding)
    {
        await using var server = new HostileServer((stream, token) => SendAsync(stream, coding, Bomb(coding), token));
        var answer = (await AskAsync(server.Url)).Answer!;
        Assert.Equal((true, Limit), (answer.BodyCut, answer.Body.Length));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_cannot_be_unpacked_does_not_take_the_head_away(string coding)
    {
        await using var server = new HostileServer(
            (stream, token) => SendAsync(stream, coding, [0xFF, 0xFE, 0xFD, 1, 2, 3, 4, 5], token)
        );
        var answer = (await AskAsync(server.Url)).Answer!;
        Assert.Equal((401, true), (answer.Status, answer.BodyCut));
    }

    [Fact]
    public async Task Escapes_in_every_part_of_an_answer_are_kept_and_never_shown_raw()
    {
        await using var server = HostileServer.Saying(
            "HTTP/1.1 401 \u001b[31mRed\r\nWWW-Authenticate: Basic realm=\"<b>\u009b2J</b>\"\r\nContent-Length: 6\r\n\r\n\u001b[2J\u0007\0"
        );
        var file = new CaseFile { Now = Some.Now };
        var exchange = file.Add(await AskAsync(server.Url));
        var redaction = new Redaction(file);
        var shown = exchange.Answer is { } answer
            ? redaction.Clean(answer.Reason + answer.Headers["WWW-Authenticate"] + answer.Body)
            : redaction.Clean(exchange.Failure!.Text);
        Assert.DoesNotContain(shown, char.IsControl);
    }

    [Fact]
    public async Task A_redirect_is_seen_and_not_followed()
    {
        await using var server = HostileServer.Saying(
            "HTTP/1.1 302 Found\r\nLocation: /orders\r\nContent-Length: 0\r\n\r\n"
        );
        Assert.Equal(302, (await AskAsync(server.Url)).Answer?.Status);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_an_observation()
    {
        var server = HostileServer.Saying(string.Empty);
        await server.DisposeAsync();
        Assert.Equal(FailureKind.Unreachable, (await AskAsync(server.Url)).Failure?.Kind);
    }

    private static Task<Exchange> AskAsync(Uri url, TimeSpan? timeout = null)
    {
        var options = new DoctorOptions { AnswerTimeout = timeout ?? TimeSpan.FromSeconds(20) };
        var plan = new ProbePlan
        {
            Intent = ProbeIntent.Anonymous,
            Label = "without credentials",
            Request = SentRequest.For(url),
            Outcomes = [],
        };
        var file = new CaseFile { Now = Some.Now, Subject = plan.Request };
        return HttpProber.For(file, options).SendAsync(plan, TestContext.Current.CancellationToken);
    }

    private static async Task SendAsync(Stream stream, string coding, byte[] body, CancellationToken token)
    {
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"{Head}Content-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n"),
            token
        );
        await stream.WriteAsync(body, token);
    }

    private static byte[] Bomb(string coding)
    {
        using var packed = new MemoryStream();
        using (
            Stream packing = coding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            }
        )
        {
            packing.Write(new byte[32 * 1024 * 1024]);
        }

        return packed.ToArray();
    }
}
