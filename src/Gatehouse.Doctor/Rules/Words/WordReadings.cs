using System.Net;
using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>All pieces of text in a case that may name a cause.</summary>
internal static class WordReadings
{
    private const int MostOthers = 12;
    private const int FewestEchoed = 8;
    private const int LongText = 20_000;

    // Their values are no words about a refusal.
    private static readonly string[] Mute =
    [
        "accept-ranges",
        "access-control-allow-headers",
        "access-control-allow-methods",
        "access-control-expose-headers",
        "alt-svc",
        "cache-control",
        "content-encoding",
        "content-security-policy",
        "content-security-policy-report-only",
        "content-type",
        "cookie",
        "date",
        "etag",
        "expires",
        "feature-policy",
        "last-modified",
        "link",
        "location",
        "nel",
        "permissions-policy",
        "report-to",
        "reporting-endpoints",
        "server-timing",
        "set-cookie",
        "strict-transport-security",
        "vary",
        "www-authenticate",
        "proxy-authenticate",
    ];

    /// <summary>The pieces, those of the answer that is asked about first.</summary>
    public static IReadOnlyList<WordReading> Of(CaseFile file)
    {
        var readings = new List<WordReading>();
        var main = file.Main;
        if (main is not null)
        {
            readings.AddRange(Of(main, farther: 0));
        }

        var others = file.All(ProbeIntent.Given)
            .Where(exchange =>
                !ReferenceEquals(exchange, main)
                && !FirstLegs.IsSettled(exchange, file.Exchanges)
                && exchange.Browser?.Error?.Contains("BLOCKED_BY_CLIENT", StringComparison.Ordinal) != true
            );
        foreach (var other in others.TakeLast(MostOthers))
        {
            if (other.Answer is { Status: >= 400 } || other.Failure is not null || IsErrorInSuccess(other.Answer))
            {
                readings.AddRange(Of(other, main is null || SamePlace(other, main) ? 0 : 1));
            }
        }

        if (file.Text.Length > 0)
        {
            readings.Add(
                new WordReading(
                    WordPlace.Text,
                    FoldedText.Of(file.Text, markup: false),
                    Source: null,
                    Status: null,
                    file.Text.Length > LongText ? 1 : 0
                )
            );
        }

        if (file.Subject?.Url is { } asked && AddressWords(asked.Query) is { } words)
        {
            readings.Add(new WordReading(WordPlace.Address, words, "the address", Status: null, 0));
        }

        return readings;
    }

    private static bool SamePlace(Exchange one, Exchange other) =>
        one.Request is null
        || other.Request is null
        || (
            one.Request.Method == other.Request.Method
            && string.Equals(one.Request.Target, other.Request.Target, StringComparison.Ordinal)
        );

    private static bool IsErrorInSuccess(Answer? answer) =>
        answer is { IsSuccess: true } && ErrorBody.In(answer) is not null;

    private static IEnumerable<WordReading> Of(Exchange exchange, int farther)
    {
        foreach (var failure in new[] { exchange.Failure?.Text, exchange.Browser?.Error })
        {
            if (failure is { Length: > 0 })
            {
                yield return new WordReading(
                    WordPlace.Failure,
                    FoldedText.Of(failure, markup: false),
                    exchange.Source,
                    Status: null,
                    farther
                );
            }
        }

        if (exchange.Answer is not { } answer)
        {
            yield break;
        }

        var error = answer.IsSuccess ? ErrorBody.In(answer) : answer.Body;
        var products = Recogniser
            .In(exchange)
            .Where(known => known.Sureness >= 0.3)
            .Select(known => known.Product)
            .ToList();
        foreach (var (place, field, words) in Pieces(answer, WithoutEcho(error ?? answer.Body, exchange.Request)))
        {
            yield return new WordReading(place, words, exchange.Source, answer.Status, farther)
            {
                Field = field,
                Products = products,
                InSuccess = answer.Status is > 0 and < 400 && error is null && place != WordPlace.Address,
            };
        }
    }

    private static IEnumerable<(WordPlace Place, string? Field, FoldedText Words)> Pieces(Answer answer, string body)
    {
        if (answer.Reason is { Length: > 0 } reason && !IsStandard(answer.Status, reason))
        {
            yield return (WordPlace.Reason, null, FoldedText.Of(reason, markup: false));
        }

        foreach (var challenge in answer.Headers.All("WWW-Authenticate"))
        {
            yield return (WordPlace.Challenge, null, FoldedText.Of(challenge, markup: false));
        }

        foreach (var line in answer.Headers.Where(line => !Mute.Contains(line.Name, StringComparer.OrdinalIgnoreCase)))
        {
            yield return (WordPlace.Field, line.Name, FoldedText.Of($"{line.Name}: {Decoded(line)}", markup: false));
        }

        if (answer.Headers["Location"] is { } location && AddressWords(location) is { } words)
        {
            yield return (WordPlace.Address, "Location", words);
        }

        if (body.Length > 0 && !answer.IsRedirect)
        {
            yield return (WordPlace.Body, null, FoldedText.Of(body, IsMarkup(answer, body)));
        }
    }

    // The address in the words of an answer is what was asked for, whatever it spells.
    private static string WithoutEcho(string body, SentRequest? request) =>
        request?.Url?.AbsolutePath is { Length: >= FewestEchoed } path
            ? body.Replace(path, "/", StringComparison.Ordinal)
            : body;

    private static string Decoded(HeaderLine line) =>
        line.Value.Contains('%', StringComparison.Ordinal) ? WebUtility.UrlDecode(line.Value) : line.Value;

    private static bool IsMarkup(Answer answer, string body) =>
        answer.MediaType.EndsWith("html", StringComparison.Ordinal)
        || answer.MediaType.EndsWith("xml", StringComparison.Ordinal)
        || body.AsSpan().TrimStart().StartsWith("<");

    // What an address says by error=...: other parameters are no words of a server.
    private static FoldedText? AddressWords(string address)
    {
        var words = address
            .Split('?', '&', '#')
            .Where(part =>
                part.StartsWith("error", StringComparison.OrdinalIgnoreCase)
                || part.StartsWith("message=", StringComparison.OrdinalIgnoreCase)
                || part.StartsWith("reason=", StringComparison.OrdinalIgnoreCase)
            )
            .Select(WebUtility.UrlDecode)
            .ToList();
        return words.Count == 0 ? null : FoldedText.Of(string.Join('\n', words), markup: false);
    }

    private static bool IsStandard(int status, string reason) =>
        status switch
        {
            401 => reason is "Unauthorized" or "Authorization Required",
            _ => string.Equals(
                reason,
                Enum.IsDefined((HttpStatusCode)status) ? ((HttpStatusCode)status).ToString() : null,
                StringComparison.OrdinalIgnoreCase
            ),
        };
}
