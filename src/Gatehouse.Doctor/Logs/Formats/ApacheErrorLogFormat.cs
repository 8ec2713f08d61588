namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>Apache's error log: time, module and level, process and client in brackets, then a message with its AH number.</summary>
internal sealed class ApacheErrorLogFormat : LogFormat
{
    public override string Name => "Apache error log";

    public override LogEntry? Read(string line)
    {
        if (!line.StartsWith('[') || line.IndexOf(']', StringComparison.Ordinal) is not (> 15 and < 48 and var close))
        {
            return null;
        }

        if (LogTimes.Any(line[1..close]) is not { } at || !line.AsSpan(close + 1).StartsWith(" ["))
        {
            return null;
        }

        var address = string.Empty;
        var from = close + 1;
        while (from + 1 < line.Length && line[from] == ' ' && line[from + 1] == '[')
        {
            var end = line.IndexOf(']', from);
            if (end < 0)
            {
                break;
            }

            // The address of IPv6 has brackets of its own.
            var word = line[(from + 2)..end];
            if (word.StartsWith("client ", StringComparison.Ordinal))
            {
                address = LogWords.AddressOf(word[7..]);
            }

            from = end + 1;
        }

        return new LogEntry
        {
            At = at,
            Message = line[from..].TrimStart(' ', ':'),
            Address = address,
        };
    }
}
