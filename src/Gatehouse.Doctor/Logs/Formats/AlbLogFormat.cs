using System.Globalization;

namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>The access log of AWS's Application Load Balancer.</summary>
internal sealed class AlbLogFormat : LogFormat
{
    public override string Name => "AWS load balancer";

    public override LogEntry? Read(string line)
    {
        if (!line.StartsWith("http", StringComparison.Ordinal) && !line.StartsWith("h2", StringComparison.Ordinal))
        {
            return null;
        }

        var words = LogWords.In(line);
        if (
            words.Count < 14
            || LogTimes.Any(words[1]) is not { } at
            || !int.TryParse(words[8], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || LogWords.Request(words[12]) is not var (method, path)
        )
        {
            return null;
        }

        // The reason why it refused by itself stands among the last fields: AuthInvalidCookie and the like.
        var reason = words.Find(word => word.StartsWith("Auth", StringComparison.Ordinal) && word.Length < 60);
        return new LogEntry
        {
            At = at,
            Status = status,
            Method = method,
            Target = path,
            Address = LogWords.AddressOf(words[3]),
            Backend = LogWords.OrEmpty(words[4]),
            Agent = LogWords.OrEmpty(words[13]),
            Seconds =
                double.TryParse(words[6], CultureInfo.InvariantCulture, out var taken) && taken >= 0 ? taken : null,
            Message = reason ?? string.Empty,
        };
    }
}
