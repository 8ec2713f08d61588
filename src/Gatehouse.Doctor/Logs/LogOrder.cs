namespace Gatehouse.Doctor.Logs;

/// <summary>Puts the requests of several logs into one order.</summary>
internal static class LogOrder
{
    /// <summary>By time where every request has one; as they came otherwise.</summary>
    public static IReadOnlyList<LogEntry> ByTime(IReadOnlyList<LogEntry> requests) =>
        requests.All(request => request.At is not null) ? [.. requests.OrderBy(request => request.At)] : requests;
}
