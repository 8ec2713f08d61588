using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;

namespace Gatehouse.Doctor.Tests.Sending;

public class HostileTlsTests
{
    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.0\r\n")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0028")]
    [InlineData("\u0016\u0003\u0003\u00ff\u00ff\u0002\u0000\u0000\u0000")]
    [InlineData("")]
    public async Task What_is_no_handshake_is_a_failure_of_TLS(string text)
    {
        await using var server = HostileServer.Saying(text);
        var examination = await ExamineAsync(new UriBuilder(server.Url) { Scheme = "https" }.Uri);
        Assert.Equal("tls.failed", First(examination));
        ReportsCheck.AreClean(examination);
    }

    [Fact]
    public async Task A_handshake_that_never_ends_is_a_timeout()
    {
        await using var server = HostileServer.Stalling("\u0016\u0003\u0003");
        var examination = await ExamineAsync(
            new UriBuilder(server.Url) { Scheme = "https" }.Uri,
            timeout: TimeSpan.FromSeconds(1)
        );
        Assert.Equal(FailureKind.Timeout, examination.File.Main?.Failure?.Kind);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_named_and_nothing_is_sent_over_it()
    {
        await using var server = TlsServer.Named("orders " + HostileAnswers.Payload);
        var examination = await ExamineAsync(server.Url);
        Assert.Equal("tls.failed", First(examination));
        Assert.All(examination.File.Exchanges, exchange => Assert.Null(exchange.Answer));
        Assert.Contains("CN=", examination.File.Main?.Tls?.Subject ?? "", StringComparison.Ordinal);
        ReportsCheck.AreClean(examination);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_as_that()
    {
        await using var server = TlsServer.Named("elsewhere", address: IPAddress.Parse("192.0.2.1"));
        var examination = await ExamineAsync(server.Url, server.Authorities);
        Assert.Equal("tls.failed", First(examination));
        Assert.Equal(["the certificate is for another host name"], examination.File.Main?.Tls?.Problems);
        Assert.Equal(["192.0.2.1"], examination.File.Main?.Tls?.Names);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_told_with_its_day()
    {
        await using var server = TlsServer.Named("old", until: -3);
        var examination = await ExamineAsync(server.Url, server.Authorities);
        Assert.Equal("tls.failed", First(examination));
        Assert.NotEmpty(examination.File.Main?.Tls?.Problems ?? []);
    }

    [Fact]
    public async Task A_good_certificate_lets_the_request_through()
    {
        await using var server = TlsServer.Named("good");
        var examination = await ExamineAsync(server.Url, server.Authorities);
        Assert.Equal(401, examination.File.Main?.Answer?.Status);
        Assert.Equal("127.0.0.1", examination.File.Main?.Answer?.Address);
        Assert.False(examination.File.Main?.Tls?.ClientCertificateAsked);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_demand_for_a_certificate_of_the_client_s_is_seen(SslProtocols protocols)
    {
        await using var server = TlsServer.Named("strict", asks: true, protocols);
        var examination = await ExamineAsync(server.Url, server.Authorities);
        Assert.True(examination.File.Main?.Tls?.ClientCertificateAsked);
        Assert.Equal("certificate.missing", First(examination));
    }

    private static string? First(Examination examination) =>
        examination.Diagnoses is [var first, ..] ? first.Cause.Id : null;

    private static Task<Examination> ExamineAsync(
        Uri url,
        X509Certificate2Collection? authorities = null,
        TimeSpan? timeout = null
    )
    {
        var headers = HeaderLines.Of(("Authorization", "Bearer " + new string('t', 40)));
        var options = new DoctorOptions
        {
            Authorities = authorities,
            AnswerTimeout = timeout ?? TimeSpan.FromSeconds(20),
        };
        return new Consultation(options).ExamineAsync(
            RequestIntake.For(url, "GET", headers, Some.Now),
            TestContext.Current.CancellationToken
        );
    }
}
