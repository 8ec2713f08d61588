using System.Globalization;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Who answered, where no product gives itself away: by the kind of answer, by a cache's marks, by the failure.</summary>
internal sealed class UnnamedRecogniser : Recogniser
{
    private static readonly string[] CacheFields =
    [
        "X-Cache",
        "CF-Cache-Status",
        "X-Cache-Status",
        "X-Proxy-Cache",
        "X-Vercel-Cache",
    ];

    public override IEnumerable<Recognition> Recognise(Exchange exchange)
    {
        if (exchange.Browser?.FromCache is true)
        {
            yield return new Recognition(
                "the browser's cache",
                Answerer.Browser,
                0.97,
                "the recording says that it came out of the cache"
            );
        }

        if (exchange.Browser?.FromServiceWorker is true)
        {
            yield return new Recognition(
                "a service worker",
                Answerer.Browser,
                0.9,
                "the recording says that a service worker answered"
            );
        }

        if (exchange.Answer is not { Status: > 0 } answer)
        {
            if (Failed(exchange) is { } failed)
            {
                yield return failed;
            }

            yield break;
        }

        if (FromCache(answer) is { } cached)
        {
            yield return cached;
        }

        if (answer.Status >= 400 && Application(answer) is { } application)
        {
            yield return application;
        }
    }

    private static Recognition? Failed(Exchange exchange)
    {
        if (exchange.Failure?.Kind == FailureKind.Proxy || Says(exchange, "ERR_PROXY") || Says(exchange, "ERR_TUNNEL"))
        {
            return new Recognition("a forward proxy", Answerer.Proxy, 0.9, "the proxy refused the tunnel");
        }

        if (exchange.Failure?.Kind == FailureKind.Client || exchange.Browser is not null)
        {
            return new Recognition("the browser", Answerer.Browser, 0.8, "nobody's answer was shown");
        }

        return exchange.Failure is null
            ? null
            : new Recognition("nobody", Answerer.Unknown, 0.6, "there was no answer");
    }

    private static bool Says(Exchange exchange, string text) =>
        exchange.Browser?.Error?.Contains(text, StringComparison.OrdinalIgnoreCase) is true
        || exchange.Failure?.Text.Contains(text, StringComparison.OrdinalIgnoreCase) is true;

    private static Recognition? FromCache(Answer answer)
    {
        if (answer.Status < 300)
        {
            return null;
        }

        var hit = CacheFields.FirstOrDefault(name =>
            answer.Headers[name] is { } value && value.Contains("HIT", StringComparison.OrdinalIgnoreCase)
        );
        if (hit is not null)
        {
            return new Recognition("a shared cache", Answerer.Cdn, 0.97, $"{hit} tells of a hit");
        }

        return
            int.TryParse(answer.Headers["Age"], NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age > 0
            ? new Recognition(
                "a shared cache",
                Answerer.Cdn,
                0.96,
                $"Age is {age.ToString(CultureInfo.InvariantCulture)}"
            )
            : null;
    }

    // Servers and proxies refuse with pages: what speaks JSON is an application, whatever stands in front of it.
    private static Recognition? Application(Answer answer)
    {
        var body = answer.Body.AsSpan().Trim();
        if (answer.MediaType.EndsWith("json", StringComparison.Ordinal) || (body.Length > 0 && body[0] is '{' or '['))
        {
            return new Recognition("an application", Answerer.Application, 0.55, "it answers in JSON");
        }

        if (body.Length == 0 && answer.Headers["Server"] is { } server && WritesPages(server))
        {
            return new Recognition(
                "an application",
                Answerer.Application,
                0.45,
                "the refusal has no page of the server's own"
            );
        }

        return answer.Headers.Has("Server")
            ? null
            : new Recognition("an application", Answerer.Application, 0.2, "no server names itself");
    }

    private static bool WritesPages(string server) =>
        server.StartsWith("nginx", StringComparison.OrdinalIgnoreCase)
        || server.StartsWith("Apache", StringComparison.OrdinalIgnoreCase)
        || server.StartsWith("openresty", StringComparison.OrdinalIgnoreCase)
        || server.StartsWith("Microsoft-IIS", StringComparison.OrdinalIgnoreCase);
}
