using System.Globalization;

namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>Envoy's and Istio's default text log: the time in brackets first, flags and details after the status.</summary>
internal sealed class EnvoyLogFormat : LogFormat
{
    public override string Name => "Envoy";

    public override LogEntry? Read(string line)
    {
        if (!line.StartsWith('['))
        {
            return null;
        }

        var words = LogWords.In(line);
        if (
            words.Count < 8
            || !words[0].Contains('T', StringComparison.Ordinal)
            || LogTimes.Any(words[0]) is not { } at
            || LogWords.Request(words[1]) is not var (method, path)
            || !int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        )
        {
            return null;
        }

        // Istio puts the details and two more words before the sizes.
        var sizes = words.FindIndex(4, IsNumber);
        var details =
            sizes > 4
                ? string.Join(' ', words[3..sizes].Where(word => word is not "-" and not "via_upstream"))
                : words[3];
        var quoted = sizes < 0 ? [] : words.Skip(sizes + 4).ToList();
        var backend = quoted.Find(LogBackends.IsBackend);
        return new LogEntry
        {
            At = at,
            Status = status,
            Method = method,
            Target = path,
            Address = quoted.Count > 0 ? LogWords.AddressOf(LogWords.OrEmpty(quoted[0]).Split(',')[0]) : string.Empty,
            Agent = quoted.Count > 1 ? LogWords.OrEmpty(quoted[1]) : string.Empty,
            Backend = backend ?? string.Empty,
            Seconds =
                sizes >= 0 && sizes + 2 < words.Count && IsNumber(words[sizes + 2])
                    ? int.Parse(words[sizes + 2], CultureInfo.InvariantCulture) / 1000.0
                    : null,
            Message = LogWords.OrEmpty(details),
        };
    }

    private static bool IsNumber(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
