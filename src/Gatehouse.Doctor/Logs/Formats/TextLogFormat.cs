namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>
/// What applications write in their own words, with or without a time first. Only lines that speak of credentials or of
/// a failure are taken; a line that goes on from the one before (an exception, a second line) is a message of its own.
/// </summary>
internal sealed class TextLogFormat : LogFormat
{
    private static readonly string[] Words =
    [
        "auth",
        "unauthor",
        "token",
        "jwt",
        "401",
        "403",
        "forbidden",
        "denied",
        "credential",
        "password",
        "login",
        "expired",
        "signature",
        "issuer",
        "audience",
        "session",
        "cookie",
        "csrf",
        "antiforgery",
        "certificate",
        "ldap",
        "kerberos",
        "ntlm",
        "gss",
        "crypt",
        "key",
        "exception",
        "refused",
        "timed out",
        "timeout",
        "idx1",
        "idx2",
        "pkix",
        "jwks",
        "openid",
        "oauth",
        "saml",
        "bearer",
        "locked",
        "nonce",
        "no such host",
        "permission",
        "trusted",
        "error",
        "warn",
        "fatal",
        "critical",
        "proxy",
        "proxies",
        "not allowed",
        "blocked",
        "invalid",
        "header",
        "not set",
        "response body",
        "decoded",
        "must be",
        "failed",
    ];

    public override string Name => "application log";

    public override LogEntry? Read(string line)
    {
        if (!Words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new LogEntry { At = TimeIn(line), Message = line.Trim() };
    }

    /// <summary>The time that a line begins with; null where it begins with none.</summary>
    internal static DateTimeOffset? TimeIn(string line)
    {
        var text = line.TrimStart('[', '(');
        var date = text.IndexOf(' ', StringComparison.Ordinal);
        if (date is < 8 or > 40)
        {
            return null;
        }

        var time = text.IndexOf(' ', date + 1);
        return LogTimes.Any(text[..date].TrimEnd(']', ')'))
            ?? (time is > 0 and < 48 ? LogTimes.Any(text[..time].TrimEnd(']', ')')) : null);
    }
}
