namespace Gatehouse.Client;

/// <summary>How a client certificate is looked after.</summary>
public sealed class CertificateOptions
{
    /// <summary>
    /// How long before its end <see cref="AuthenticationOptions.SessionEnding"/> is called, once for each certificate.
    /// 14 days by default.
    /// </summary>
    public TimeSpan WarnBefore { get; set; } = TimeSpan.FromDays(14);
}
