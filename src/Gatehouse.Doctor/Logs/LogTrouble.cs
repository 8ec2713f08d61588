namespace Gatehouse.Doctor.Logs;

/// <summary>Whether messages tell of a refusal or a failure, where no request's status does.</summary>
internal static class LogTrouble
{
    private static readonly string[] Words =
    [
        "unauthorized",
        "not authorized",
        "401",
        "403",
        "forbidden",
        "denied",
        "fail",
        "invalid",
        "expired",
        "rejected",
        "mismatch",
        "not found",
        "unable",
        "could not",
        "cannot",
        "refused",
        "exception",
        "locked",
        "wrong",
        "bad ",
        "not allowed",
        "no user/password",
        "not valid",
        "error",
        "untrusted",
        "unsupported",
        "incorrect",
        "untrusted",
        "timed out",
        "timeout",
    ];

    // Beside requests that were served, a word of failure alone may speak of anything.
    private static readonly string[] Plain =
    [
        "unauthorized",
        "not authorized",
        " 401",
        "authentication failed",
        "authentication failure",
        "access denied",
        "disallowedhost",
        "not allowed",
    ];

    /// <summary>Whether any message does.</summary>
    public static bool In(LogFindings findings) =>
        findings.Messages.Any(message =>
            Array.Exists(
                findings.Requests.Count == 0 ? Words : Plain,
                word => message.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
            )
        );
}
