using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Telemetry;

/// <summary>What is logged. Origins, schemes and causes; no paths, no queries, nothing secret.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} {Origin} was refused with {Status} ({Cause}); tried: {Tried}")]
    public static partial void Refused(
        ILogger logger,
        string method,
        Uri origin,
        int status,
        string cause,
        string tried
    );

    [LoggerMessage(
        2,
        LogLevel.Debug,
        "{Method} {Origin}: {Cause} is answered with {Scheme}; the server offered: {Offered}"
    )]
    public static partial void Answering(
        ILogger logger,
        string method,
        Uri origin,
        string cause,
        string scheme,
        string offered
    );

    [LoggerMessage(3, LogLevel.Debug, "{Method} {Origin}: {Cause} cannot be cured by this program")]
    public static partial void GivingUp(ILogger logger, string method, Uri origin, string cause);

    [LoggerMessage(21, LogLevel.Debug, "The client certificate for {Origin} cannot be looked at")]
    public static partial void CertificateUnseen(ILogger logger, Exception exception, Uri origin);

    [LoggerMessage(22, LogLevel.Warning, "{Origin}: Negotiate cannot be answered: {Reason}")]
    public static partial void NegotiateUnavailable(ILogger logger, Uri origin, string reason);
}
