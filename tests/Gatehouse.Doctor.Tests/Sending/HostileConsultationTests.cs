using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;

namespace Gatehouse.Doctor.Tests.Sending;

/// <summary>Whole examinations of servers that mean no good: they end, nothing breaks, and nothing reaches a reader raw.</summary>
public class HostileConsultationTests
{
    public static TheoryData<string> Names { get; } = new(HostileAnswers.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_a_server_answers_the_reports_are_clean(string name)
    {
        await using var server = HostileServer.Saying(HostileAnswers.All[name]);
        var examination = await ExamineAsync(server.Url, new DoctorOptions());
        Assert.DoesNotContain(examination.Remarks, remark => remark.Contains("Exception", StringComparison.Ordinal));
        Assert.InRange(server.Connections, 1, 12);
        ReportsCheck.AreClean(examination);
        ReportsCheck.AreClean(examination, showSecrets: true);
    }

    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\r\n\r\n", "x")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\n", "X-A: b\r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\n\r\n")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: b\r\n")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n1;", "extension")]
    [InlineData("HTTP/1.1 401 ", "reason")]
    [InlineData("", "\r\n")]
    public async Task What_never_ends_is_ended(string first, string then)
    {
        await using var server = HostileServer.Endless(first, string.Concat(Enumerable.Repeat(then, 1000)));
        var examination = await ExamineAsync(
            server.Url,
            new DoctorOptions { AnswerTimeout = TimeSpan.FromSeconds(1), MaxRequests = 2 }
        );
        ReportsCheck.AreClean(examination);
    }

    [Fact]
    public async Task Servers_that_redirect_to_each_other_are_left_and_the_token_stays_at_the_first()
    {
        HostileServer? first = null;
        var carried = 0;
        await using var second = new HostileServer(
            async (stream, token) =>
            {
                var request = new byte[4096];
                var length = await stream.ReadAsync(request, token);
                carried += Encoding
                    .Latin1.GetString(request, 0, length)
                    .Contains("Authorization", StringComparison.Ordinal)
                    ? 1
                    : 0;
                await stream.WriteAsync(Redirect(first!.Url, length), token);
            },
            listensFirst: false
        );
        await using var server = new HostileServer(
            (stream, token) => stream.WriteAsync(Redirect(second.Url, second.Connections), token).AsTask()
        );
        first = server;
        var examination = await ExamineAsync(server.Url, new DoctorOptions());
        Assert.Equal(0, carried);
        Assert.InRange(second.Connections, 1, 6);
        ReportsCheck.AreClean(examination);
    }

    private static byte[] Redirect(Uri to, int number) =>
        Encoding.Latin1.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {to}?{number}\r\nContent-Length: 0\r\n\r\n");

    private static Task<Examination> ExamineAsync(Uri url, DoctorOptions options)
    {
        var headers = HeaderLines.Of(("Authorization", "Bearer " + new string('t', 40)));
        return new Consultation(options).ExamineAsync(
            RequestIntake.For(url, "GET", headers, Some.Now),
            TestContext.Current.CancellationToken
        );
    }
}
