using System.Globalization;

namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>The W3C extended log of IIS and others: a <c>#Fields:</c> line names the columns. Times are UTC.</summary>
internal sealed class W3cLogFormat : LogFormat
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    public override string Name => "W3C extended (IIS)";

    public override bool IsHeading(string line)
    {
        if (line.StartsWith("#Fields:", StringComparison.OrdinalIgnoreCase))
        {
            _columns.Clear();
            var names = line[8..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var at = 0; at < Math.Min(names.Length, 64); at++)
            {
                _columns[names[at]] = at;
            }
        }

        return line.StartsWith('#');
    }

    public override LogEntry? Read(string line)
    {
        if (_columns.Count == 0)
        {
            return null;
        }

        var words = line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : ' ');
        if (
            words.Length < _columns.Count
            || !int.TryParse(At(words, "sc-status"), CultureInfo.InvariantCulture, out var status)
        )
        {
            return null;
        }

        return new LogEntry
        {
            At = LogTimes.Any($"{At(words, "date")} {At(words, "time")}"),
            Status = status,
            Message = status >= 400 ? At(words, "s-reason") : string.Empty,
            Substatus = int.TryParse(At(words, "sc-substatus"), CultureInfo.InvariantCulture, out var substatus)
                ? substatus
                : 0,
            Win32 = long.TryParse(At(words, "sc-win32-status"), CultureInfo.InvariantCulture, out var win32)
                ? win32
                : 0,
            Method = At(words, "cs-method"),
            Path = At(words, "cs-uri-stem"),
            User = At(words, "cs-username"),
            Address = At(words, "c-ip"),
            Agent = At(words, "cs(User-Agent)").Replace('+', ' '),
            Seconds = double.TryParse(At(words, "time-taken"), CultureInfo.InvariantCulture, out var taken)
                ? taken / 1000
                : null,
        };
    }

    private string At(string[] words, string column) =>
        _columns.TryGetValue(column, out var at) && at < words.Length ? LogWords.OrEmpty(words[at]) : string.Empty;
}
