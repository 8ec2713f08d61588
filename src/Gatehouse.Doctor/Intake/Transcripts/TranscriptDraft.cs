using System.Text;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake.Transcripts;

/// <summary>One exchange while its lines are being read.</summary>
internal sealed class TranscriptDraft
{
    private const int MostBody = 1024 * 1024;

    private readonly List<HeaderLine> _requestHeaders = [];
    private readonly List<HeaderLine> _answerHeaders = [];
    private readonly StringBuilder _requestBody = new();
    private readonly StringBuilder _answerBody = new();

    public string? Method { get; set; }

    public string? Target { get; set; }

    public Uri? Url { get; set; }

    public bool Secure { get; set; }

    public int? Status { get; set; }

    public string? Reason { get; set; }

    public string? Version { get; set; }

    public ExchangeFailure? Failure { get; set; }

    public void AddField(bool answer, HeaderLine line) => (answer ? _answerHeaders : _requestHeaders).Add(line);

    /// <summary>A line without a field's name belongs to the field before it: a folded or broken value.</summary>
    public bool Continue(bool answer, string line)
    {
        var lines = answer ? _answerHeaders : _requestHeaders;
        if (lines.Count == 0)
        {
            return false;
        }

        lines[^1] = lines[^1] with { Value = lines[^1].Value + "\n" + line.Trim() };
        return true;
    }

    public void AddBody(bool answer, string line)
    {
        var body = answer ? _answerBody : _requestBody;
        if (body.Length < MostBody)
        {
            body.Append(line).Append('\n');
        }
    }

    public Exchange? Build(string label)
    {
        var request = Request();
        if (request is null && Status is null && Failure is null)
        {
            return null;
        }

        return new Exchange
        {
            Label = label,
            Request = request,
            Failure = Status is null ? Failure : null,
            At = DateOf(new HeaderLines(_answerHeaders)),
            Answer = Status is { } status
                ? new Answer
                {
                    Status = status,
                    Reason = string.IsNullOrEmpty(Reason) ? null : Reason,
                    Version = Version,
                    Headers = new HeaderLines(_answerHeaders),
                    Body = Body(_answerBody, _answerHeaders),
                    BodyCut = _answerBody.Length >= MostBody,
                }
                : null,
        };
    }

    /// <summary>The time that an answer's <c>Date</c> tells; null where it tells none.</summary>
    public static DateTimeOffset? DateOf(HeaderLines headers) =>
        DateTimeOffset.TryParseExact(
            headers["Date"],
            "r",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date
            : null;

    private SentRequest? Request()
    {
        if (Method is null && Url is null && _requestHeaders.Count == 0)
        {
            return null;
        }

        var target = Target ?? Url?.PathAndQuery ?? "/";
        var body = Body(_requestBody, _requestHeaders);
        return new SentRequest
        {
            Method = Method ?? "GET",
            Url = Url ?? UrlOf(target),
            Target = target,
            Headers = new HeaderLines(_requestHeaders.Where(line => line.Name.Length > 0 && line.Name[0] != ':')),
            Body = body.Length > 0 ? body : null,
        };
    }

    private Uri? UrlOf(string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            return AddressText.Read(target);
        }

        var headers = new HeaderLines(_requestHeaders);
        var host = headers["Host"] ?? headers[":authority"];
        return host is null ? null : AddressText.Read((Secure ? "https://" : "http://") + host + target);
    }

    private static string Body(StringBuilder text, List<HeaderLine> headers)
    {
        var body = text.ToString().Trim('\n', '\r');
        var chunked = new HeaderLines(headers)["Transfer-Encoding"]
            ?.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        return chunked == true ? Unchunked(body) : body;
    }

    // Sizes of chunks that were copied along with the body.
    private static string Unchunked(string body)
    {
        var lines = body.Split('\n');
        return lines.Length > 1 && IsSize(lines[0])
            ? string.Join('\n', lines.Where(line => !IsSize(line))).Trim()
            : body;
    }

    private static bool IsSize(string line)
    {
        var text = line.Trim();
        return text.Length is > 0 and < 8 && text.All(char.IsAsciiHexDigit);
    }
}
