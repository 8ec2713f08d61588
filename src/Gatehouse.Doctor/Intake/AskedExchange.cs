using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Logs;
using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Intake;

/// <summary>Which of many recorded exchanges is the one that is asked about.</summary>
internal static class AskedExchange
{
    /// <summary>
    /// The last of the gravest refusals that were not followed by a success of the same request: a challenge that was
    /// answered, or a token that was renewed, is no trouble. The last success where there is none; null for none of both.
    /// </summary>
    public static Exchange? In(IReadOnlyList<Exchange> exchanges)
    {
        Exchange? asked = null;
        var gravest = 0;
        foreach (var exchange in exchanges)
        {
            var weight = WeightOf(exchange);
            if (IsAftermath(exchange, exchanges))
            {
                weight /= 2;
            }

            if (weight > 0 && weight >= gravest && !IsSettled(exchange, exchanges))
            {
                asked = exchange;
                gravest = weight;
            }
        }

        return asked
            ?? exchanges.LastOrDefault(exchange =>
                exchange is { Answer.Status: < 400 } && !Origins.IsPreflight(exchange)
            )
            ?? exchanges.LastOrDefault(exchange => exchange.Answer is not null);
    }

    private static bool IsSettled(Exchange refused, IReadOnlyList<Exchange> exchanges) =>
        refused.Request is { } request
            && exchanges.Any(later =>
                later.Number > refused.Number
                && later is { Answer.Status: < 400 }
                && later.Request is { } other
                && other.Method == request.Method
                && other.Url?.Host == request.Url?.Host
                && (other.Url?.AbsolutePath ?? other.Target) == (request.Url?.AbsolutePath ?? request.Target)
            )
        || IsHandedOn(refused, exchanges);

    // A registry's challenge names where to get a token; what that place answers is what matters.
    private static bool IsHandedOn(Exchange refused, IReadOnlyList<Exchange> exchanges) =>
        refused.Answer is { Status: 401 } answer
        && answer
            .Challenges.Challenges.Select(challenge => challenge["realm"])
            .Any(realm =>
                Uri.TryCreate(realm, UriKind.Absolute, out var place)
                && place.Scheme is "http" or "https"
                && exchanges.Any(later =>
                    later.Number > refused.Number
                    && later.Answer is { Status: >= 400 }
                    && later.Request?.Url?.Host == place.Host
                    && later.Request.Url.AbsolutePath == place.AbsolutePath
                )
            );

    // A page that takes the refusal of a password for a token that ended tries to renew what it does not have.
    private static bool IsAftermath(Exchange exchange, IReadOnlyList<Exchange> exchanges) =>
        LogPaths.IsRenewal(PathOf(exchange))
        && exchanges.LastOrDefault(earlier =>
            earlier.Number < exchange.Number && !LogPaths.IsRenewal(PathOf(earlier)) && !Origins.IsPreflight(earlier)
        )
            is { Answer.Status: 400 or 401 or 403, Request.Method: "POST" } before
        && LogPaths.IsSignIn(PathOf(before));

    private static string PathOf(Exchange exchange) => exchange.Request?.Url?.AbsolutePath ?? string.Empty;

    private static int WeightOf(Exchange exchange)
    {
        var path = PathOf(exchange);
        var minor =
            path.EndsWith("favicon.ico", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".map", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        var weight = exchange switch
        {
            { Answer.Status: 401 } => 60,
            { Answer.Status: 407 or 419 } => 55,
            { Answer.Status: 403 } => 50,
            { Answer.Status: 431 or 494 } => 45,
            { Answer.Status: 400 or 422 } => 30,
            { Answer: null, Failure.Kind: FailureKind.Client } => IsBlocked(exchange) ? 0 : 25,
            { Answer: null, Failure: not null } => IsBlocked(exchange) ? 0 : 22,
            { Answer.Status: >= 500 } => 20,
            { Answer.Status: >= 400 } => minor ? 0 : 10,
            _ => 0,
        };
        return minor ? weight / 2 : weight;
    }

    // An extension, or a page that was left, is nobody's refusal.
    private static bool IsBlocked(Exchange exchange) =>
        exchange.Browser?.Error is { } error
        && (
            error.Contains("BLOCKED_BY_CLIENT", StringComparison.OrdinalIgnoreCase)
            || error.Contains("ABORTED", StringComparison.OrdinalIgnoreCase)
        );
}
