using System.Globalization;

namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>
/// The common and combined access log of nginx, Apache, Traefik, Tomcat and most others, with whatever a site adds at
/// its end: times, the server behind, the cache's word.
/// </summary>
internal sealed class CommonLogFormat : LogFormat
{
    public override string Name => "access log (common or combined)";

    public override LogEntry? Read(string line)
    {
        var open = line.IndexOf('[', StringComparison.Ordinal);
        var close = open < 3 ? -1 : line.IndexOf(']', open);
        if (close < 0 || LogTimes.Common(line.AsSpan(open + 1, close - open - 1)) is not { } at)
        {
            return null;
        }

        var words = LogWords.In(line, close + 1);
        var request = words.FindIndex(word => word.Contains(' ', StringComparison.Ordinal) || word is "-" or "");
        var status = words.FindIndex(Math.Max(request, 0), IsStatus);
        if (request < 0 || status < 0)
        {
            return null;
        }

        var before = line[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (method, path) = LogWords.Request(words[request]) ?? (string.Empty, string.Empty);
        var rest = words.Skip(status + 1).ToList();
        var entry = new LogEntry
        {
            At = at,
            Status = int.Parse(words[status], CultureInfo.InvariantCulture),
            Method = method,
            Target = path,
            User = LogWords.OrEmpty(UserIn(before)),
            Address = LogWords.AddressOf(AddressIn(before)),
            Agent = rest.Count > 2 ? LogWords.OrEmpty(rest[2]) : string.Empty,
        };
        return rest.Skip(3).Aggregate(entry, Extra);
    }

    // A virtual host's name may stand before the address.
    private static string AddressIn(string[] before)
    {
        var address = Array.FindIndex(before, word => System.Net.IPAddress.TryParse(word.TrimEnd(','), out _));
        return address >= 0 ? before[address].TrimEnd(',') : before.FirstOrDefault() ?? string.Empty;
    }

    // A user's name may hold blanks: it is what stands behind the second of the two dashes.
    private static string UserIn(string[] before)
    {
        if (before.Length < 3)
        {
            return string.Empty;
        }

        var ident = Array.IndexOf(before, "-", 1);
        return ident > 0 && ident + 1 < before.Length
            ? string.Join(' ', before[(ident + 1)..]).Trim('"')
            : before[^1].Trim('"');
    }

    private static LogEntry Extra(LogEntry entry, string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals is > 0 and < 40 ? (word[..equals], word[(equals + 1)..].Trim('"')) : ("", word);
        if (value is "HIT" or "MISS" or "STALE" or "BYPASS" or "EXPIRED" or "UPDATING" or "REVALIDATED")
        {
            return entry with { Cache = value };
        }

        if (LogBackends.IsBackend(value) && entry.Backend.Length == 0)
        {
            return entry with { Backend = LogBackends.Last(value) };
        }

        return entry.Seconds is null && SecondsIn(name, value) is { } seconds
            ? entry with
            {
                Seconds = seconds,
            }
            : entry;
    }

    private static double? SecondsIn(string name, string value)
    {
        var milliseconds = value.EndsWith("ms", StringComparison.Ordinal);
        var number = milliseconds ? value[..^2] : value;
        return
            (milliseconds || name.Contains("time", StringComparison.Ordinal) || name is "rt" or "urt" or "uht" or "")
            && (milliseconds || number.Contains('.', StringComparison.Ordinal))
            && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
            ? read / (milliseconds ? 1000 : 1)
            : null;
    }

    private static bool IsStatus(string word) =>
        word.Length == 3
        && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status is >= 100 and < 600;
}
