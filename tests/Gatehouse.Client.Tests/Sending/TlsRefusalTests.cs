using System.ComponentModel;
using Gatehouse.Client.Sending;

namespace Gatehouse.Client.Tests.Sending;

public sealed class TlsRefusalTests
{
    [Theory]
    [InlineData("error:0A00045C:SSL routines::tlsv13 alert certificate required", "certificate.missing")]
    [InlineData("error:0A000418:SSL routines::tlsv1 alert unknown ca", "certificate.untrusted")]
    [InlineData("error:0A000412:SSL routines::sslv3 alert bad certificate", "certificate.untrusted")]
    [InlineData("error:0A000415:SSL routines::sslv3 alert certificate expired", "certificate.expired")]
    [InlineData("error:0A000414:SSL routines::sslv3 alert certificate revoked", "certificate.revoked")]
    [InlineData("error:0A000410:SSL routines::sslv3 alert handshake failure", null)]
    [InlineData("error:0A0000C6:SSL routines::packet length too long", null)]
    [InlineData("error:", null)]
    [InlineData("Connection reset by peer", null)]
    public void An_alert_of_the_server_tells_the_cause(string message, string? cause) =>
        Assert.Equal(
            cause,
            TlsRefusal.CauseOf(new("x", new IOException("y", new InvalidOperationException(message))))?.Id
        );

    [Theory]
    [InlineData(unchecked((int)0x80090328), "certificate.expired")]
    [InlineData(unchecked((int)0x80090325), "certificate.untrusted")]
    [InlineData(5, null)]
    public void So_does_windows(int code, string? cause) =>
        Assert.Equal(cause, TlsRefusal.CauseOf(new("x", new Win32Exception(code)))?.Id);
}
