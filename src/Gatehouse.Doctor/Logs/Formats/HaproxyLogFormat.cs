using System.Globalization;

namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>HAProxy's HTTP log: the time in brackets after the address and port, timers, termination flags, the request last.</summary>
internal sealed class HaproxyLogFormat : LogFormat
{
    public override string Name => "HAProxy";

    public override LogEntry? Read(string line)
    {
        var quote = line.IndexOf('"', StringComparison.Ordinal);
        var open = line.IndexOf('[', StringComparison.Ordinal);
        if (open < 5 || quote < open)
        {
            return null;
        }

        var words = LogWords.In(line[..quote]);
        var time = words.FindIndex(word =>
            word.Contains('/', StringComparison.Ordinal) && LogTimes.Common(word) is not null
        );
        if (
            time < 1
            || words.Count < time + 5
            || !int.TryParse(words[time + 4], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || words[time + 3].Count(letter => letter == '/') != 4
            || LogWords.Request(line[(quote + 1)..].TrimEnd('"')) is not var (method, path)
        )
        {
            return null;
        }

        var timers = words[time + 3].Split('/');
        return new LogEntry
        {
            At = LogTimes.Common(words[time]),
            Status = status,
            Method = method,
            Target = path,
            Address = LogWords.AddressOf(words[time - 1]),
            Backend = words[time + 2].Split('/')[^1] is var server && server is not "<NOSRV>" ? server : string.Empty,
            Seconds = double.TryParse(timers[^1], CultureInfo.InvariantCulture, out var total) ? total / 1000 : null,
        };
    }
}
