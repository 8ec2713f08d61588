using System.IO.Compression;
using System.Text;
using Gatehouse.Doctor.Logs.Formats;

namespace Gatehouse.Doctor.Logs;

/// <summary>Reads logs line by line, in whatever form each line is, and keeps a bounded amount of them.</summary>
internal sealed class LogReader
{
    private const int LongestLine = 32 * 1024;

    private const int MostRequests = 250_000;

    private const int MostMessages = 2_000;

    private const int MostNames = 65_536;

    private readonly LogFormat[] _formats;

    private readonly Queue<LogEntry> _requests = new();
    private readonly Dictionary<string, LogMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);
    private LogFormat? _last;
    private long _lines;
    private long _unread;
    private long _seen;

    /// <param name="proseToo">Whether lines in an application's own words count; not where prose stands around a log.</param>
    public LogReader(bool proseToo = true)
    {
        LogFormat[] formats =
        [
            new W3cLogFormat(),
            new JsonLogFormat(),
            new HaproxyLogFormat(),
            new CommonLogFormat(),
            new NginxErrorLogFormat(),
            new ApacheErrorLogFormat(),
            new EnvoyLogFormat(),
            new AlbLogFormat(),
            new PairsLogFormat(),
            new TextLogFormat(),
        ];
        _formats = proseToo ? formats : formats[..^1];
    }

    /// <summary>Reads one log to its end; compressed ones too.</summary>
    public void Read(Stream stream)
    {
        using var plain = Plain(stream);
        using var reader = new StreamReader(plain, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        var line = new StringBuilder();
        var buffer = new char[1 << 16];
        while (reader.Read(buffer) is > 0 and var count)
        {
            Take(buffer.AsSpan(0, count), line);
        }

        Finish(line);
    }

    /// <summary>What was read.</summary>
    public LogFindings Findings() =>
        new(LogOrder.ByTime([.. _requests]), [.. _messages.Values.OrderByDescending(message => message.Count)])
        {
            Lines = _lines,
            Unread = _unread,
            Seen = _seen,
            Formats = _read.OrderByDescending(item => item.Value).Select(item => item.Key).ToList(),
        };

    private static Stream Plain(Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        if (!buffered.CanSeek)
        {
            return buffered;
        }

        var compressed = buffered.ReadByte() == 0x1f && buffered.ReadByte() == 0x8b;
        buffered.Seek(0, SeekOrigin.Begin);
        return compressed ? new GZipStream(buffered, CompressionMode.Decompress) : buffered;
    }

    private void Take(ReadOnlySpan<char> text, StringBuilder line)
    {
        while (text.IndexOf('\n') is >= 0 and var end)
        {
            Append(line, text[..end]);
            Finish(line);
            text = text[(end + 1)..];
        }

        Append(line, text);
    }

    private static void Append(StringBuilder line, ReadOnlySpan<char> text) =>
        line.Append(text[..Math.Min(text.Length, LongestLine - line.Length)]);

    private void Finish(StringBuilder line)
    {
        var text = LogPrefix.Strip(line.ToString());
        line.Clear();
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        _lines++;
        if (_last?.IsHeading(text) == true || Array.Exists(_formats, format => format.IsHeading(text)))
        {
            return;
        }

        var entry = _last?.Read(text);
        for (var at = 0; entry is null && at < _formats.Length; at++)
        {
            entry = _formats[at].Read(text);
            _last = entry is null || _formats[at] is TextLogFormat ? _last : _formats[at];
            if (entry is not null)
            {
                Keep(entry, _formats[at].Name);
                return;
            }
        }

        if (entry is null)
        {
            _unread++;
            return;
        }

        Keep(entry, _last!.Name);
    }

    private void Keep(LogEntry entry, string format)
    {
        _read[format] = _read.GetValueOrDefault(format) + 1;
        if (entry.Message.Length > 0)
        {
            var key = Shape(entry.Message);
            if (_messages.TryGetValue(key, out var known))
            {
                _messages[key] = known with { Count = known.Count + 1 };
            }
            else if (_messages.Count < MostMessages)
            {
                _messages[key] = new LogMessage(entry.Message, 1, entry.At, format);
            }
        }

        if (entry.Status == 0)
        {
            return;
        }

        _seen++;
        if (_requests.Count == MostRequests)
        {
            _requests.Dequeue();
        }

        _requests.Enqueue(
            entry with
            {
                Method = Shared(entry.Method),
                Path = Shared(entry.Path),
                User = Shared(entry.User),
                Address = Shared(entry.Address),
                Agent = Shared(entry.Agent),
                Backend = Shared(entry.Backend),
                Cache = Shared(entry.Cache),
                Message = string.Empty,
            }
        );
    }

    // The same name is kept once; when there are too many, the rest are cut short and stand for themselves.
    private string Shared(string name)
    {
        name = name.Length > 300 ? name[..300] : name;
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_names.Count < MostNames)
        {
            _names[name] = name;
        }

        return name;
    }

    // Numbers and long hexadecimal words differ from line to line.
    private static string Shape(string message)
    {
        var shape = new StringBuilder(Math.Min(message.Length, 200));
        foreach (var letter in message.AsSpan(0, Math.Min(message.Length, 200)))
        {
            if (!char.IsAsciiDigit(letter))
            {
                shape.Append(letter);
            }
            else if (shape.Length == 0 || shape[^1] != '0')
            {
                shape.Append('0');
            }
        }

        return shape.ToString();
    }
}
