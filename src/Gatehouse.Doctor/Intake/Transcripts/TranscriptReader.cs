using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake.Transcripts;

/// <summary>
/// Finds requests and answers in text: what <c>curl -v</c> writes, a followed stream, wire logs of libraries, what a
/// browser's tools show. A line at a time; what belongs to none of them is loose text.
/// </summary>
internal sealed partial class TranscriptReader
{
    private const int MostExchanges = 500;

    private readonly List<TranscriptDraft> _drafts = [];
    private readonly StringBuilder _loose = new();
    private readonly bool _secure;
    private TranscriptDraft _draft = new();
    private Part _part = Part.Outside;
    private bool _prefixed;
    private bool _ended;
    private bool _afterBlank;

    private TranscriptReader(bool secure) => _secure = secure;

    private enum Part
    {
        Outside,
        RequestHead,
        RequestBody,
        AnswerHead,
        AnswerBody,
    }

    /// <summary>The exchanges of this text, and what is left.</summary>
    public static (IReadOnlyList<Exchange> Exchanges, string Loose) Read(string text)
    {
        var clean = Colours().Replace(text.TrimStart('\ufeff'), string.Empty);
        var reader = new TranscriptReader(LooksSecure(clean));
        foreach (var line in clean.Split('\n'))
        {
            reader.Line(line.TrimEnd('\r'));
        }

        reader.Close();
        var exchanges = reader
            ._drafts.Select((draft, index) => draft.Build($"exchange {index + 1} of the text"))
            .OfType<Exchange>()
            .Where(exchange => exchange is not { Request.Method: "CONNECT", Answer.IsSuccess: true })
            .ToList();
        return (exchanges, reader._loose.ToString().Trim());
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Colours();

    [GeneratedRegex(
        @"^(?<method>[A-Z]{3,10}) (?<target>\S+) HTTP/[0-9](\.[0-9])?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex RequestLine();

    [GeneratedRegex(
        @"^HTTP/(?<version>[0-9](\.[0-9])?) (?<status>[0-9]{3})(?<reason> .*)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex StatusLine();

    [GeneratedRegex(
        @"^--> (?<method>[A-Z]{3,10}) (?<url>https?://\S+)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex LoggedRequest();

    [GeneratedRegex(
        @"^<-- (?<status>[0-9]{3})(?<reason> .*)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex LoggedAnswer();

    [GeneratedRegex(
        @"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S+ HTTP/1\.[01]$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex RequestAtEnd();

    [GeneratedRegex(@"HTTP/1\.[01] [0-9]{3} [A-Za-z ]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex StatusAtEnd();

    [GeneratedRegex(
        @"^curl: \((?<code>[0-9]{1,3})\) (?<text>.*)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CurlFailure();

    [GeneratedRegex(
        @"^([<>] )?Host: [^\s:]+:(80|81|3000|5000|8000|8008|8080|8081|8088|8888|9000|9090)\s*$",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex PlainPort();

    // Where nothing says otherwise, what people copy came over TLS: plain http shows itself by its port or host.
    private static bool LooksSecure(string text)
    {
        if (
            text.Contains("SSL connection using", StringComparison.Ordinal)
            || text.Contains("port 443", StringComparison.Ordinal)
            || text.Contains("* TLSv1", StringComparison.Ordinal)
            || text.Contains("HTTP/2", StringComparison.Ordinal)
        )
        {
            return true;
        }

        return !(
            text.Contains("* Connected to ", StringComparison.Ordinal)
            || text.Contains("Host: localhost", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Host: 127.", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Host: 10.", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Host: 192.168.", StringComparison.OrdinalIgnoreCase)
            || PlainPort().IsMatch(text)
        );
    }

    private void Line(string line)
    {
        if (line.StartsWith("> ", StringComparison.Ordinal) && (_prefixed || RequestLine().IsMatch(line[2..])))
        {
            _prefixed = true;
            Head(line[2..], answer: false);
        }
        else if (
            line.StartsWith("< ", StringComparison.Ordinal) && (_prefixed || StatusLine().IsMatch(line[2..].TrimEnd()))
        )
        {
            _prefixed = true;
            Head(line[2..], answer: true);
        }
        else if (_prefixed && line is ">" or "<")
        {
            _part = line == ">" ? Part.RequestBody : Part.AnswerBody;
        }
        else if (line.StartsWith("* ", StringComparison.Ordinal) || IsProgress(line))
        {
            Remark(line);
        }
        else if (!Foreign(line))
        {
            Raw(line);
        }
    }

    private static bool IsProgress(string line) =>
        line is ['{' or '}', ' ', '[', ..] || line.Contains("% Total    % Received", StringComparison.Ordinal);

    private void Remark(string line)
    {
        _loose.AppendLine(line);
        _ended |=
            line.Contains("left intact", StringComparison.Ordinal)
            || line.Contains("onnection #", StringComparison.Ordinal)
                && line.Contains("losing", StringComparison.Ordinal)
            || line.Contains("shutting down connection", StringComparison.Ordinal);
        var secured = line.Contains("SSL connection using", StringComparison.Ordinal);
        if (secured)
        {
            _draft.Secure = true;
        }

        var opened = line.IndexOf("OPENED stream for ", StringComparison.Ordinal);
        if (opened > 0)
        {
            Begin();
            _draft.Url = AddressText.Read(line[(opened + "OPENED stream for ".Length)..]);
        }
    }

    // Wire logs that write their own prefixes.
    private bool Foreign(string line)
    {
        var text = line.TrimStart();
        if (LoggedRequest().Match(text) is { Success: true } request)
        {
            Begin();
            _draft.Method = request.Groups["method"].Value;
            _draft.Url = AddressText.Read(request.Groups["url"].Value);
            _part = Part.RequestHead;
            return true;
        }

        if (LoggedAnswer().Match(text) is { Success: true } answer)
        {
            Status(answer.Groups["status"].Value, answer.Groups["reason"].Value.Split("http")[0], version: null);
            return true;
        }

        if (
            text.StartsWith("send: b", StringComparison.Ordinal) || text.StartsWith("reply: ", StringComparison.Ordinal)
        )
        {
            var quoted = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]
                .Trim()
                .TrimStart('b')
                .Trim('\'', '"');
            foreach (var part in quoted.Replace("\\r\\n", "\n", StringComparison.Ordinal).Split('\n'))
            {
                Raw(part);
            }

            return true;
        }

        if (text.StartsWith("header: ", StringComparison.Ordinal))
        {
            _part = Part.AnswerHead;
            Raw(text["header: ".Length..]);
            return true;
        }

        return Shown(text);
    }

    // The summary that a browser's tools show above the fields.
    private bool Shown(string text)
    {
        if (text.StartsWith("Request URL:", StringComparison.OrdinalIgnoreCase))
        {
            Begin();
            _draft.Url = AddressText.Read(text["Request URL:".Length..]);
            _part = Part.AnswerHead;
            return true;
        }

        if (text.StartsWith("Request Method:", StringComparison.OrdinalIgnoreCase))
        {
            _draft.Method = text["Request Method:".Length..].Trim();
            return true;
        }

        if (text.StartsWith("Status Code:", StringComparison.OrdinalIgnoreCase))
        {
            var rest = text["Status Code:".Length..].Trim();
            if (
                rest.Length >= 3
                && int.TryParse(rest.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            )
            {
                _draft.Status = status;
                _draft.Reason = rest[3..].Trim();
            }

            return true;
        }

        if (text.Trim() is "Request Headers" or "Response Headers" && _draft.Url is not null)
        {
            _part = text.StartsWith("Request", StringComparison.Ordinal) ? Part.RequestHead : Part.AnswerHead;
            return true;
        }

        return false;
    }

    private void Raw(string line)
    {
        var text = line.Trim();
        if (RequestLine().IsMatch(text) || StatusLine().IsMatch(text))
        {
            Head(text, answer: text.StartsWith("HTTP/", StringComparison.Ordinal));
            return;
        }

        switch (_part)
        {
            case Part.RequestHead or Part.AnswerHead when _prefixed && line.Length > 0:
                _part = Part.AnswerBody;
                Content(line);
                break;
            case Part.RequestHead or Part.AnswerHead when text.Length == 0:
                _part = _part == Part.RequestHead ? Part.RequestBody : Part.AnswerBody;
                break;
            case Part.RequestHead or Part.AnswerHead:
                Field(line, _part == Part.AnswerHead);
                break;
            default:
                Content(line);
                break;
        }
    }

    // A body's last line and the next message's first one often stand in one line.
    private void Content(string line)
    {
        var glued =
            RequestAtEnd().Match(line) is { Success: true, Index: > 0 } request ? request
            : StatusAtEnd().Match(line) is { Success: true, Index: > 0 } status ? status
            : null;
        if (
            glued is not null
            && _part is Part.RequestBody or Part.AnswerBody
            && line[glued!.Index - 1] is '}' or '>' or ']' or '\n'
        )
        {
            Body(line[..glued.Index]);
            Raw(line[glued.Index..]);
            return;
        }

        if (CurlFailure().Match(line) is { Success: true } failure)
        {
            Fail(
                int.Parse(failure.Groups["code"].ValueSpan, CultureInfo.InvariantCulture),
                failure.Groups["text"].Value
            );
            _loose.AppendLine(line);
            return;
        }

        Body(line);
    }

    private void Body(string line)
    {
        if (_part == Part.AnswerBody && _afterBlank && IsAside(line))
        {
            _part = Part.Outside;
        }

        _afterBlank = line.Length == 0;
        if (_part is Part.RequestBody or Part.AnswerBody)
        {
            _draft.AddBody(_part == Part.AnswerBody, line);
        }
        else
        {
            _loose.AppendLine(line);
        }
    }

    // Behind the answer people paste what they looked at next: another command, a log, a note.
    private bool IsAside(string line) =>
        line.StartsWith("$ ", StringComparison.Ordinal)
        || line.StartsWith("PS ", StringComparison.Ordinal)
        || line.StartsWith("#Fields:", StringComparison.Ordinal)
        || (_ended && line.StartsWith("# ", StringComparison.Ordinal));

    private void Fail(int code, string text)
    {
        FailureKind? kind = code switch
        {
            6 => FailureKind.NameUnresolved,
            7 => FailureKind.Unreachable,
            5 or 97 => FailureKind.Proxy,
            28 => FailureKind.Timeout,
            35 or 51 or 53 or 58 or 59 or 60 or 77 or 80 or 83 or 90 => FailureKind.Tls,
            52 or 55 or 56 or 92 => text.Contains("CONNECT", StringComparison.Ordinal)
                ? FailureKind.Proxy
                : FailureKind.Protocol,
            _ => null,
        };
        if (kind is { } known)
        {
            _draft.Failure = new ExchangeFailure(known, text);
        }
    }

    private void Head(string text, bool answer)
    {
        var line = text.TrimEnd();
        if (!answer && RequestLine().Match(line) is { Success: true } request)
        {
            // What was learnt before the request line (its address) belongs to this exchange.
            if (_draft.Method is not null || _draft.Status is not null)
            {
                Begin();
            }

            _draft.Method = request.Groups["method"].Value;
            _draft.Target = request.Groups["target"].Value;
            _draft.Secure |= _secure;
            _part = Part.RequestHead;
        }
        else if (answer && StatusLine().Match(line) is { Success: true } status)
        {
            Status(status.Groups["status"].Value, status.Groups["reason"].Value, status.Groups["version"].Value);
        }
        else if (line.Length == 0)
        {
            _part = answer ? Part.AnswerBody : Part.RequestBody;
        }
        else
        {
            _part = answer ? Part.AnswerHead : Part.RequestHead;
            Field(text, answer);
        }
    }

    private void Status(string status, string reason, string? version)
    {
        var code = int.Parse(status, CultureInfo.InvariantCulture);
        if (code is >= 100 and < 200 && code != 101)
        {
            _part = Part.Outside;
            return;
        }

        if (_draft.Status is not null)
        {
            Begin();
        }

        _draft.Status = code;
        _draft.Reason = reason.Trim();
        _draft.Version = version;
        _part = Part.AnswerHead;
    }

    private void Field(string line, bool answer)
    {
        var from = line.StartsWith(':') ? 1 : 0;
        var colon = line.IndexOf(':', from);
        var name = colon > 0 ? line[..colon].Trim() : string.Empty;
        if (name.Length == 0 || line[0] is ' ' or '\t' && !IsName(name) || !IsName(name.TrimStart(':')))
        {
            if (!_draft.Continue(answer, line))
            {
                _loose.AppendLine(line);
            }

            return;
        }

        // One blank after the colon is the writer's; more, and those at the end, may be the credential's own.
        var value = line[(colon + 1)..];
        _draft.AddField(answer, new HeaderLine(name, value.StartsWith(' ') ? value[1..] : value));
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private void Begin()
    {
        Close();
        _draft = new TranscriptDraft { Secure = _secure };
        _ended = false;
    }

    private void Close()
    {
        if (_drafts.Count < MostExchanges)
        {
            _drafts.Add(_draft);
        }
    }
}
