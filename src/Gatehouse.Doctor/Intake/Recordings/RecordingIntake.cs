using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake.Recordings;

/// <summary>A case that begins with a recording of a browser or of a proxy for developers (HAR 1.2), read leniently.</summary>
public static class RecordingIntake
{
    private const int MostEntries = 20_000;
    private const int MostBody = 256 * 1024;

    // Browsers write the callers of a request inside each other.
    private const int MostLevels = 1000;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MostLevels,
    };

    /// <summary>The case of this recording. The request asked about is its last refusal that matters.</summary>
    /// <exception cref="IntakeException">It is no recording.</exception>
    public static CaseFile Read(string text, DateTimeOffset now)
    {
        using var document = Parse(text);
        if (
            document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("log", out var log)
            || log.ValueKind != JsonValueKind.Object
            || !log.TryGetProperty("entries", out var entries)
            || entries.ValueKind != JsonValueKind.Array
        )
        {
            throw new IntakeException("This is no recording: a HAR file holds log and entries.");
        }

        var pages = PagesOf(log);
        var exchanges = entries
            .EnumerateArray()
            .Take(MostEntries)
            .Where(entry => entry.ValueKind == JsonValueKind.Object)
            .Select((entry, index) => ExchangeOf(entry, index + 1, pages))
            .OrderBy(exchange => exchange.At ?? DateTimeOffset.MinValue)
            .ToList();
        if (exchanges.Count == 0)
        {
            throw new IntakeException("The recording is empty.");
        }

        var file = new CaseFile { Now = exchanges.Select(exchange => exchange.At).Max() ?? now };
        foreach (var exchange in exchanges)
        {
            file.Add(exchange);
        }

        file.Asked = AskedExchange.In(file.Exchanges);
        file.Subject = file.Main?.Request;
        file.Keep(
            new Recording(
                Text(Member(log, "creator"), "name") ?? string.Empty,
                [.. file.Exchanges.SelectMany(CookiesOf)],
                !file.Exchanges.Any(exchange => exchange.Request is { CarriesCredential: true })
                    && !file.Exchanges.SelectMany(CookiesOf).Any()
            )
        );
        return file;
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text.TrimStart('\ufeff'), Lenient);
        }
        catch (JsonException exception)
        {
            throw new IntakeException(
                $"The recording is no JSON at line {(exception.LineNumber ?? 0) + 1}; was it cut off?",
                exception
            );
        }
    }

    private static Dictionary<string, string> PagesOf(JsonElement log)
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        if (log.TryGetProperty("pages", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var page in list.EnumerateArray())
            {
                if (Text(page, "id") is { } id && Text(page, "title") is { } title)
                {
                    pages[id] = title;
                }
            }
        }

        return pages;
    }

    private static Exchange ExchangeOf(JsonElement entry, int number, Dictionary<string, string> pages)
    {
        var request = Member(entry, "request");
        var response = Member(entry, "response");
        var sent = RequestOf(request);
        var error = Text(response, "_error") ?? Text(entry, "_error");
        var status = Number(response, "status");
        var answered = status is > 0 && error is null or "";
        return new Exchange
        {
            Label = $"entry {number.ToString(CultureInfo.InvariantCulture)} of the recording",
            Request = sent,
            At = Time(entry, "startedDateTime"),
            Answer = answered || status is >= 100 ? AnswerOf(response, status!.Value, entry) : null,
            Failure = answered || status is >= 100 ? null : FailureOf(error),
            Browser = new BrowserFacts
            {
                Page = PageOf(entry, sent, pages),
                ResourceType = (
                    Text(entry, "_resourceType") ?? Text(Member(entry, "cause"), "type")
                )?.ToLowerInvariant(),
                FromCache = HasCache(entry),
                FromServiceWorker =
                    Flag(response, "_fetchedViaServiceWorker") || Flag(entry, "_fetchedViaServiceWorker"),
                Error = string.IsNullOrEmpty(error) ? null : error,
            },
        };
    }

    private static SentRequest RequestOf(JsonElement request)
    {
        var address = Text(request, "url") ?? string.Empty;
        var url = AddressText.Read(address);
        var headers = HeadersOf(request).ToList();
        if (
            !headers.Exists(line => line.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            && CookieText(request) is { Length: > 0 } cookies
        )
        {
            headers.Add(new HeaderLine("Cookie", cookies));
        }

        return new SentRequest
        {
            Method = Text(request, "method") ?? "GET",
            Url = url,
            Target = url?.PathAndQuery ?? address,
            Headers = new HeaderLines(headers),
            Body = Cut(Text(Member(request, "postData"), "text") ?? PostedFields(request)),
        };
    }

    private static string? PostedFields(JsonElement request)
    {
        var fields = Member(Member(request, "postData"), "params");
        return fields.ValueKind == JsonValueKind.Array && fields.GetArrayLength() > 0
            ? string.Join('&', fields.EnumerateArray().Select(field => $"{Text(field, "name")}={Text(field, "value")}"))
            : null;
    }

    private static string CookieText(JsonElement request)
    {
        var cookies = Member(request, "cookies");
        return cookies.ValueKind == JsonValueKind.Array
            ? string.Join(
                "; ",
                cookies
                    .EnumerateArray()
                    .Where(cookie => Text(cookie, "name") is not null)
                    .Select(cookie => $"{Text(cookie, "name")}={Text(cookie, "value")}")
            )
            : string.Empty;
    }

    private static Answer AnswerOf(JsonElement response, int status, JsonElement entry)
    {
        var content = Member(response, "content");
        var body = Text(content, "text") ?? string.Empty;
        if (Text(content, "encoding") is "base64")
        {
            var octets = new byte[(body.Length * 3 / 4) + 4];
            body = Convert.TryFromBase64String(body, octets, out var length)
                ? Encoding.UTF8.GetString(octets, 0, length)
                : string.Empty;
        }

        var headers = HeadersOf(response).ToList();
        if (
            Text(response, "redirectURL") is { Length: > 0 } location
            && !headers.Exists(line => line.Name.Equals("Location", StringComparison.OrdinalIgnoreCase))
        )
        {
            headers.Add(new HeaderLine("Location", location));
        }

        return new Answer
        {
            Status = status,
            Reason = Text(response, "statusText") is { Length: > 0 } reason ? reason : null,
            Version = Text(response, "httpVersion")
                ?.Split('/')[^1]
                .ToLowerInvariant()
                .Replace("h2", "2", StringComparison.Ordinal),
            Headers = new HeaderLines(headers),
            Body = Cut(body) ?? string.Empty,
            BodyCut = body.Length > MostBody,
            Took = Number(Member(entry, "timings"), "wait") is { } wait and >= 0
                ? TimeSpan.FromMilliseconds(wait)
                : null,
            Address = Text(entry, "serverIPAddress"),
        };
    }

    private static ExchangeFailure? FailureOf(string? error)
    {
        if (string.IsNullOrEmpty(error))
        {
            return new ExchangeFailure(FailureKind.Client, "The recording holds no answer.");
        }

        var kind =
            error.Contains("NAME_NOT_RESOLVED", StringComparison.OrdinalIgnoreCase) ? FailureKind.NameUnresolved
            : error.Contains("CERT", StringComparison.OrdinalIgnoreCase)
            || error.Contains("SSL", StringComparison.OrdinalIgnoreCase)
                ? FailureKind.Tls
            : error.Contains("PROXY", StringComparison.OrdinalIgnoreCase)
            || error.Contains("TUNNEL", StringComparison.OrdinalIgnoreCase)
                ? FailureKind.Proxy
            : error.Contains("TIMED_OUT", StringComparison.OrdinalIgnoreCase) ? FailureKind.Timeout
            : error.Contains("CONNECTION", StringComparison.OrdinalIgnoreCase)
            || error.Contains("ADDRESS_UNREACHABLE", StringComparison.OrdinalIgnoreCase)
                ? FailureKind.Unreachable
            : FailureKind.Client;
        return new ExchangeFailure(kind, error);
    }

    // The origin of the field where there is one; otherwise the page whose title is an address, as browsers write it.
    private static Uri? PageOf(JsonElement entry, SentRequest sent, Dictionary<string, string> pages)
    {
        foreach (
            var candidate in new[]
            {
                sent.Headers["Origin"] is { } origin && origin != "null" ? origin : null,
                sent.Headers["Referer"],
                Text(entry, "pageref") is { } page ? pages.GetValueOrDefault(page) : null,
            }
        )
        {
            if (candidate?.Contains("://", StringComparison.Ordinal) == true && AddressText.Read(candidate) is { } url)
            {
                return url;
            }
        }

        return null;
    }

    private static bool HasCache(JsonElement entry) =>
        Text(entry, "_fromCache") is { Length: > 0 }
        || Flag(entry, "_fromDiskCache")
        || Member(entry, "cache") is { ValueKind: JsonValueKind.Object } cache
            && Member(cache, "beforeRequest").ValueKind == JsonValueKind.Object
            && Number(Member(entry, "response"), "_transferSize") is 0;

    private static IEnumerable<HeaderLine> HeadersOf(JsonElement message)
    {
        var headers = Member(message, "headers");
        if (headers.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var line in headers.EnumerateArray())
        {
            if (Text(line, "name") is not { Length: > 0 } name || Text(line, "value") is not { } value)
            {
                continue;
            }

            if (name[0] == ':')
            {
                if (name == ":authority")
                {
                    yield return new HeaderLine("Host", value);
                }

                continue;
            }

            // Several Set-Cookie lines of one answer are written as one, divided by line ends.
            foreach (
                var part in name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) ? value.Split('\n') : [value]
            )
            {
                yield return new HeaderLine(name, part);
            }
        }
    }

    private static IEnumerable<RecordedCookie> CookiesOf(Exchange exchange) =>
        exchange.Answer?.Headers.All("Set-Cookie").Select(line => new RecordedCookie(exchange, line)) ?? [];

    private static string? Cut(string? text) => text?.Length > MostBody ? text[..MostBody] : text;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static bool Flag(JsonElement element, string name) => Member(element, name).ValueKind == JsonValueKind.True;

    private static int? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out var number)
        && number is > -1 and < int.MaxValue
            ? (int)number
            : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        DateTimeOffset.TryParse(
            Text(element, name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
