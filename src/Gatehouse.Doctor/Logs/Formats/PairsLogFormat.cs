using System.Globalization;

namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>Requests as pairs of names and values (logfmt), as Go, Heroku's router and Rails' lograge write them.</summary>
internal sealed class PairsLogFormat : LogFormat
{
    private const int Least = 3;

    private static readonly string[] Paths = ["path", "uri", "url", "route", "request_path", "http_path"];

    private static readonly string[] Statuses = ["status", "code", "status_code", "http_status", "response_code"];

    private static readonly string[] Addresses =
    [
        "ip",
        "client",
        "remote",
        "remote_ip",
        "remote_addr",
        "client_ip",
        "fwd",
        "peer",
        "addr",
    ];

    private static readonly string[] Agents = ["ua", "user_agent", "agent", "useragent"];

    private static readonly string[] Users = ["user", "user_id", "username", "login", "sub"];

    public override string Name => "pairs of names and values";

    public override LogEntry? Read(string line)
    {
        var pairs = Pairs(line);
        if (
            pairs.Count < Least
            || First(pairs, Paths) is not { Length: > 0 } path
            || !int.TryParse(First(pairs, Statuses), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || status is < 100 or > 599
        )
        {
            return null;
        }

        return new LogEntry
        {
            At = TimeIn(line, pairs),
            Status = status,
            Method = First(pairs, ["method", "verb", "http_method"]).ToUpperInvariant(),
            Target = path,
            User = LogWords.OrEmpty(First(pairs, Users)),
            Address = LogWords.AddressOf(LogWords.OrEmpty(First(pairs, Addresses))),
            Agent = LogWords.OrEmpty(First(pairs, Agents)),
            Host = LogWords.OrEmpty(First(pairs, ["host", "vhost"])),
            Message = status >= 400 ? First(pairs, ["err", "error", "reason", "msg", "message"]) : string.Empty,
        };
    }

    private static Dictionary<string, string> Pairs(string line)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (line.IndexOf('=', at) is > 0 and var equals)
        {
            var from = equals;
            while (from > at && (char.IsAsciiLetterOrDigit(line[from - 1]) || line[from - 1] is '_' or '.' or '-'))
            {
                from--;
            }

            var quoted = equals + 1 < line.Length && line[equals + 1] == '"';
            var end = quoted ? line.IndexOf('"', equals + 2) : line.IndexOf(' ', equals + 1);
            end = end < 0 ? line.Length : end;
            var start = Math.Min(equals + (quoted ? 2 : 1), end);
            if (equals > from)
            {
                pairs.TryAdd(line[from..equals], line[start..end]);
            }

            at = Math.Min(end + 1, line.Length);
        }

        return pairs;
    }

    private static string First(Dictionary<string, string> pairs, string[] names)
    {
        foreach (var name in names)
        {
            if (pairs.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return string.Empty;
    }

    private static DateTimeOffset? TimeIn(string line, Dictionary<string, string> pairs) =>
        LogTimes.Any(First(pairs, ["time", "ts", "at", "timestamp"])) ?? TextLogFormat.TimeIn(line);
}
