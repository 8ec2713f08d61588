using System.Globalization;
using System.Net;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Intake.CommandLines;

namespace Gatehouse.Doctor.Tests.Sending;

public class HostileProxyTests
{
    private static readonly Uri Secure = new("https://orders.example.test/orders");

    [Fact]
    public async Task A_proxy_that_wants_credentials_for_the_tunnel_is_told_as_that()
    {
        await using var proxy = HostileServer.Saying(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"
        );
        var examination = await ExamineAsync(Secure, proxy);
        Assert.Equal("proxy.authentication-required", First(examination));
        ReportsCheck.AreClean(examination);
    }

    [Fact]
    public async Task A_proxy_that_refuses_the_tunnel_is_told_as_that()
    {
        await using var proxy = HostileServer.Saying("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        var examination = await ExamineAsync(Secure, proxy);
        Assert.Equal("proxy.blocked", First(examination));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nthis is no handshake")]
    [InlineData("HTTP/1.1 99999 What\r\n\r\n")]
    [InlineData("HTTP/1.1 502 \u001b[2J<script>\r\nContent-Length: 0\r\n\r\n")]
    public async Task Garbage_from_a_proxy_is_an_observation(string text)
    {
        await using var proxy = HostileServer.Saying(text);
        var examination = await ExamineAsync(Secure, proxy);
        Assert.NotNull(examination.File.Main?.Failure);
        ReportsCheck.AreClean(examination);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_an_observation_and_the_way_past_it_is_tried()
    {
        await using var server = HostileServer.Saying("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        var gone = HostileServer.Saying("");
        await gone.DisposeAsync();
        var examination = await ExamineAsync(server.Url, gone);
        Assert.NotNull(examination.File.Main?.Failure);
        Assert.Equal(401, examination.File.First(ProbeIntent.OtherWay)?.Answer?.Status);
    }

    [Fact]
    public async Task A_tunnel_that_never_opens_is_a_timeout()
    {
        await using var proxy = HostileServer.Stalling("HTTP/1.1 200 ");
        var examination = await ExamineAsync(Secure, proxy, TimeSpan.FromSeconds(1));
        Assert.Equal(FailureKind.Timeout, examination.File.Main?.Failure?.Kind);
    }

    [Fact]
    public async Task An_address_that_was_given_is_connected_to_in_place_of_the_name_s_own()
    {
        await using var server = new HostileServer(
            (stream, token) =>
                stream.WriteAsync("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token).AsTask(),
            IPAddress.IPv6Loopback
        );
        var url = new UriBuilder(server.Url) { Host = "orders.example.test" }.Uri;
        var examination = await ExamineAsync(url, options: new DoctorOptions { Resolve = "::1", MaxRequests = 2 });
        Assert.Equal((401, "::1"), (examination.File.Main?.Answer?.Status, examination.File.Main?.Answer?.Address));
    }

    [Theory]
    [InlineData("--resolve orders.example.test:{0}:[::1]")]
    [InlineData("--connect-to orders.example.test:{0}:[::1]:{0}")]
    public async Task The_address_that_a_pasted_command_connects_to_is_connected_to(string option)
    {
        await using var server = new HostileServer(
            (stream, token) =>
                stream.WriteAsync("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token).AsTask(),
            IPAddress.IPv6Loopback
        );
        var port = server.Url.Port;
        var line = string.Format(CultureInfo.InvariantCulture, option, port);
        var file = CommandLineIntake.Read($"curl {line} http://orders.example.test:{port}/orders", Some.Now);
        var options = new DoctorOptions { MaxRequests = 2 };
        await new Consultation(options).ExamineAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal((401, "::1"), (file.Main?.Answer?.Status, file.Main?.Answer?.Address));
    }

    [Fact]
    public async Task The_proxy_of_a_pasted_command_is_gone_through()
    {
        await using var proxy = HostileServer.Saying(
            "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
        );
        var file = CommandLineIntake.Read($"curl -x {proxy.Url.Authority} http://orders.example.test/orders", Some.Now);
        var options = new DoctorOptions { MaxRequests = 1 };
        await new Consultation(options).ExamineAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(407, file.Main?.Answer?.Status);
    }

    [Theory]
    [InlineData("proxy.example:3128", true)]
    [InlineData("socks5h://proxy.example", true)]
    [InlineData("http://u:p@[::1]:3128", true)]
    [InlineData("env", true)]
    [InlineData("", false)]
    [InlineData("http://", false)]
    [InlineData("ftp://proxy.example", false)]
    [InlineData("http://[::1", false)]
    public void What_is_no_proxy_is_refused_before_anything_is_sent(string value, bool good) =>
        Assert.Equal(good, DoctorOptions.IsProxy(value));

    [Fact]
    public async Task An_address_of_IPv6_can_be_asked()
    {
        await using var server = new HostileServer(
            (stream, token) =>
                stream.WriteAsync("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token).AsTask(),
            IPAddress.IPv6Loopback
        );
        var examination = await ExamineAsync(server.Url, options: new DoctorOptions());
        Assert.Equal((401, "::1"), (examination.File.Main?.Answer?.Status, examination.File.Main?.Answer?.Address));
    }

    private static string? First(Examination examination) =>
        examination.Diagnoses is [var first, ..] ? first.Cause.Id : null;

    private static Task<Examination> ExamineAsync(Uri url, HostileServer proxy, TimeSpan? timeout = null) =>
        ExamineAsync(
            url,
            new DoctorOptions
            {
                Proxy = proxy.Url.Authority,
                AnswerTimeout = timeout ?? TimeSpan.FromSeconds(20),
                MaxRequests = 4,
            }
        );

    private static Task<Examination> ExamineAsync(Uri url, DoctorOptions options)
    {
        var headers = HeaderLines.Of(("Authorization", "Bearer " + new string('t', 40)));
        return new Consultation(options).ExamineAsync(
            RequestIntake.For(url, "GET", headers, Some.Now),
            TestContext.Current.CancellationToken
        );
    }
}
