namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>nginx's error log: <c>2026/11/21 12:00:00 [error] 7#7: *1 message, client: ..., request: "..."</c>.</summary>
internal sealed class NginxErrorLogFormat : LogFormat
{
    public override string Name => "nginx error log";

    public override LogEntry? Read(string line)
    {
        if (
            line.Length < 30
            || line[4] != '/'
            || !line.AsSpan(19).StartsWith(" [")
            || LogTimes.Any(line[..19]) is not { } at
        )
        {
            return null;
        }

        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var message = colon < 0 ? line[20..] : line[(colon + 2)..];
        if (message.StartsWith('*') && message.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank)
        {
            message = message[(blank + 1)..];
        }

        var (method, path) = LogWords.Request(After(line, ", request: \"", '"')) ?? (string.Empty, string.Empty);
        return new LogEntry
        {
            At = at,
            Message = message,
            Address = After(line, ", client: ", ','),
            Method = method,
            Target = path,
            Backend = After(line, ", upstream: \"", '"'),
        };
    }

    private static string After(string line, string mark, char end)
    {
        var start = line.IndexOf(mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return string.Empty;
        }

        start += mark.Length;
        var stop = line.IndexOf(end, start);
        return stop < 0 ? line[start..] : line[start..stop];
    }
}
