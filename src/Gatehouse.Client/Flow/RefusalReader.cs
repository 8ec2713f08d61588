using System.Globalization;
using System.Net;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Sending;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Flow;

/// <summary>Tells refusals from other answers, and reads them.</summary>
internal sealed class RefusalReader(TimeProvider clock)
{
    private const string WwwAuthenticate = "WWW-Authenticate";
    private const string ProxyAuthenticate = "Proxy-Authenticate";

    /// <summary>Whether an answer may be a refusal, so that it is worth reading. On the path of every request; allocates nothing.</summary>
    public static bool MayRefuse(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return status >= 400
            && (
                status is 401 or 407 or 429 or 431 or 511
                || response.Headers.NonValidated.Contains(WwwAuthenticate)
                || IsProblem(response)
            );
    }

    /// <summary>
    /// What an answer to a request without credentials may be in disguise: a 403, a 404 (so that nobody learns what there
    /// is), a redirect to a sign-in page, or the 500 of a server that stumbles over nobody; null where it is none of these.
    /// </summary>
    public static Refusal? Disguised(HttpRequestMessage request, HttpResponseMessage response)
    {
        var cause = response.StatusCode switch
        {
            HttpStatusCode.Forbidden => Causes.Refusal.AsForbidden,
            HttpStatusCode.NotFound => Causes.Access.Hidden,
            HttpStatusCode.InternalServerError when request.Method == HttpMethod.Get => Causes.Refusal.AsServerError,
            _ when IsSignIn(request, response) => Causes.Refusal.AsRedirect,
            _ => null,
        };
        return cause is null
            ? null
            : new Refusal
            {
                Status = response.StatusCode,
                Cause = cause,
                IsDisguised = true,
            };
    }

    /// <summary>
    /// Whether an answer sends a reader to a sign-in page. What was meant to change something may well end there and have
    /// worked.
    /// </summary>
    public static bool IsSignIn(HttpRequestMessage request, HttpResponseMessage response) =>
        (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        && RedirectPolicy.TargetOf(request.RequestUri!, response) is { } target
        && SignInRedirect.Is(target);

    /// <summary>Reads a refusal; null where the answer is none: an application's own 403, say.</summary>
    /// <remarks>The body stays there to be read by whoever gets the answer.</remarks>
    public async ValueTask<Refusal?> ReadAsync(
        HttpResponseMessage response,
        ClientScheme? sent,
        Func<Challenge, bool> known,
        CancellationToken cancellationToken
    )
    {
        var lines = LinesOf(response);
        var reading = ChallengeParser.ReadLeniently(lines);
        var body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        if (!IsRefusal(response.StatusCode, reading, body))
        {
            return null;
        }

        return new Refusal
        {
            Status = response.StatusCode,
            Challenges = reading.Challenges,
            Cause =
                body.Cause
                ?? CauseReading.Of(
                    response.StatusCode,
                    reading.Challenges,
                    reading.Faults.Count > 0,
                    sent,
                    body,
                    known
                ),
            Explained = body.Cause is not null,
            Detail = body.Cause is not null ? body.Detail ?? "" : "",
            Reference = body.Reference ?? ReferenceOf(response),
            RetryAfter = RetryAfterOf(response),
        };
    }

    private async ValueTask<ProblemBody> ReadBodyAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (!ProblemBody.IsReadable(response.Content.Headers.ContentType?.MediaType))
        {
            return ProblemBody.Empty;
        }

        var peeked = await PeekedContent
            .PeekAsync(response, ProblemBody.MaximumLength, clock, cancellationToken)
            .ConfigureAwait(false);
        return ProblemBody.Read(peeked.Head.ToArray());
    }

    private static bool IsRefusal(HttpStatusCode status, ChallengeReading reading, ProblemBody body) =>
        (int)status is 401 or 407 or 429 or 431 or 511
        || body.Cause is not null
        || (
            CauseReading.ErrorCodeOf(reading.Challenges, ProblemBody.Empty) is { } error
            && ((int)status != 403 || error is "insufficient_scope")
        );

    private static bool IsProblem(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values)
        && values.Count == 1
        && values.ToString().StartsWith("application/problem+json", StringComparison.OrdinalIgnoreCase);

    private static string[] LinesOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(
            response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired ? ProxyAuthenticate : WwwAuthenticate,
            out var values
        )
            ? [.. values]
            : [];

    private static string? ReferenceOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Gatehouse-Reference", out var values) && values.Count == 1
            ? PlainText.Of(values.ToString(), 64)
            : null;

    // RFC 9110 section 10.2.3: seconds or a date. Dates are held against the server's own clock where it tells it.
    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values) || values.Count != 1)
        {
            return null;
        }

        var text = values.ToString().Trim();
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParseExact(
            text,
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? Latest(at - (response.Headers.Date ?? clock.GetUtcNow()), TimeSpan.Zero)
            : null;
    }

    private static TimeSpan Latest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
