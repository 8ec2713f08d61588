using System.Text.Json;

namespace Gatehouse.Doctor.Logs;

/// <summary>Takes off what collectors put before or around a line: syslog and journald, Compose, Kubernetes, Docker's JSON.</summary>
internal static class LogPrefix
{
    private static readonly string[] Months =
    [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ];

    /// <summary>The line as the program wrote it.</summary>
    public static string Strip(string line)
    {
        line = Escapes(line).TrimEnd('\r');
        line = FromDocker(line);
        line = FromCompose(line);
        return FromSyslog(FromKubernetes(FromBuild(line)));
    }

    // "#14 3.911 ": the step and the seconds of an image's build.
    private static string FromBuild(string line)
    {
        if (line.Length < 4 || line[0] != '#' || !char.IsAsciiDigit(line[1]))
        {
            return line;
        }

        var at = 1;
        while (at < line.Length && (char.IsAsciiDigit(line[at]) || line[at] is '.' or ' '))
        {
            at++;
        }

        return line[at..].TrimStart();
    }

    // Colours of a terminal.
    private static string Escapes(string line)
    {
        if (!line.Contains('\u001b', StringComparison.Ordinal))
        {
            return line;
        }

        var kept = new System.Text.StringBuilder(line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\u001b' && at + 1 < line.Length && line[at + 1] == '[')
            {
                at += 2;
                while (at < line.Length && !char.IsAsciiLetter(line[at]))
                {
                    at++;
                }

                continue;
            }

            kept.Append(line[at]);
        }

        return kept.ToString();
    }

    private static string FromDocker(string line)
    {
        if (!line.StartsWith("{\"log\":\"", StringComparison.Ordinal))
        {
            return line;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("log").GetString()?.TrimEnd('\n', '\r') ?? line;
        }
        catch (JsonException)
        {
            return line;
        }
    }

    private static string FromCompose(string line)
    {
        var bar = line.IndexOf("| ", StringComparison.Ordinal);
        return bar is > 1 and < 40 && IsName(line.AsSpan(0, bar).Trim()) ? line[(bar + 2)..] : line;
    }

    // A time, then the program's own line with its own time or JSON.
    private static string FromKubernetes(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (blank is < 20 or > 40 || line[10] != 'T' || LogTimes.Any(line[..blank]) is null)
        {
            return line;
        }

        var rest = line[(blank + 1)..];
        if (
            rest.StartsWith("stdout F ", StringComparison.Ordinal)
            || rest.StartsWith("stderr F ", StringComparison.Ordinal)
        )
        {
            rest = rest[9..];
        }

        return
            rest.StartsWith('{')
            || rest.StartsWith('[')
            || (rest.Length > 20 && rest[4] is '/' or '-' && char.IsAsciiDigit(rest[0]))
            || rest.Contains("\" ", StringComparison.Ordinal) && rest.Contains(" [", StringComparison.Ordinal)
            ? rest
            : line;
    }

    // Nov 21 12:00:00 host program[7]: rest, or the same with an ISO time.
    private static string FromSyslog(string line)
    {
        if (line.StartsWith('<') && line.IndexOf('>', StringComparison.Ordinal) is > 0 and < 6 and var end)
        {
            line = line[(end + 1)..];
        }

        var dated =
            (line.Length > 16 && Months.Contains(line[..3], StringComparer.Ordinal) && line[3] == ' ')
            || (line.Length > 26 && line[10] == 'T' && char.IsAsciiDigit(line[0]) && line[4] == '-');
        if (!dated)
        {
            return line;
        }

        var colon = line.IndexOf("]: ", StringComparison.Ordinal);
        if (colon is < 18 or > 120)
        {
            return line;
        }

        var bracket = line.LastIndexOf('[', colon);
        return bracket > 0 && line.AsSpan(bracket + 1, colon - bracket - 1).ContainsAnyExceptInRange('0', '9')
            ? line
            : line[(colon + 3)..];
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
