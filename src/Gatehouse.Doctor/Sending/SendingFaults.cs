using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Sending;

/// <summary>What the base library throws when a server or network does not play along, as an observation.</summary>
internal static class SendingFaults
{
    /// <summary>The failure behind this exception; null where it is no fault of the other side.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="proxy">The forward proxy that the request went through; null for none.</param>
    /// <param name="tls">What was seen of TLS.</param>
    public static ExchangeFailure? Of(Exception exception, string? proxy = null, TlsFacts? tls = null) =>
        Read(exception) switch
        {
            // Nobody but the proxy is connected to.
            { Kind: FailureKind.Unreachable or FailureKind.NameUnresolved } when proxy is not null =>
                new ExchangeFailure(FailureKind.Proxy, $"The proxy {proxy} cannot be reached: {WhyNot(exception)}"),
            // In TLS 1.3 a server refuses the missing certificate after the handshake.
            { Kind: FailureKind.Protocol } failure when tls is { ClientCertificateAsked: true } => failure with
            {
                Kind = FailureKind.Tls,
            },
            var failure => failure,
        };

    private static ExchangeFailure? Read(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } request => new ExchangeFailure(
                FailureKind.Proxy,
                request.Message
            )
            {
                TunnelStatus = StatusIn(request.Message),
            },
            HttpRequestException request => new ExchangeFailure(KindOf(request), Innermost(request)),
            IOException or SocketException => new ExchangeFailure(FailureKind.Protocol, Innermost(exception)),
            InvalidDataException
            or FormatException
            or InvalidOperationException
            or ArgumentException
            or NotSupportedException => new ExchangeFailure(FailureKind.Protocol, exception.Message),
            _ => null,
        };

    private static FailureKind KindOf(HttpRequestException exception) =>
        exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => FailureKind.NameUnresolved,
            HttpRequestError.ConnectionError => Find<SocketException>(exception)?.SocketErrorCode
                is SocketError.HostNotFound
                    or SocketError.TryAgain
                    or SocketError.NoData
                ? FailureKind.NameUnresolved
                : FailureKind.Unreachable,
            HttpRequestError.SecureConnectionError => FailureKind.Tls,
            HttpRequestError.UserAuthenticationError => FailureKind.Proxy,
            _ when Find<AuthenticationException>(exception) is not null => FailureKind.Tls,
            _ => FailureKind.Protocol,
        };

    // In words of our own: the system's would be read as the site's.
    private static string WhyNot(Exception exception) =>
        Find<SocketException>(exception)?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nobody listens at that port",
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "its name has no address",
            _ => "there is no way to it",
        };

    // The base library tells the status in its sentence alone.
    private static int? StatusIn(string message)
    {
        var quoted = message.LastIndexOf('\'', Math.Max(0, message.LastIndexOf('\'') - 1)) + 1;
        return
            message.Length >= quoted + 3
            && int.TryParse(message.AsSpan(quoted, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
