using System.Net.Sockets;
using System.Security.Authentication;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Sending;

/// <summary>What the base library throws when a server or network does not play along, as an observation.</summary>
internal static class SendingFaults
{
    /// <summary>The failure behind this exception; null where it is no fault of the other side.</summary>
    public static ExchangeFailure? Of(Exception exception) =>
        exception switch
        {
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
            HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError => FailureKind.Proxy,
            _ when Find<AuthenticationException>(exception) is not null => FailureKind.Tls,
            _ => FailureKind.Protocol,
        };

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
