namespace Gatehouse.Doctor.Logs;

/// <summary>Who sent a request, as far as a log tells.</summary>
internal static class LogCallers
{
    /// <summary>The user, otherwise the address and program.</summary>
    public static string Of(LogEntry request) =>
        request.User.Length > 0 ? request.User : $"{request.Address} {request.Agent}";
}
