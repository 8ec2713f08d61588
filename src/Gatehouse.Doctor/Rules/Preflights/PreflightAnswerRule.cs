using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Preflights;

/// <summary>What the server answers to the preflight that a browser would send (Fetch standard, CORS protocol).</summary>
[Names(
    "preflight.refused",
    "cors.origin-denied",
    "cors.header-denied",
    "cors.method-denied",
    "cors.refusal-unreadable"
)]
internal sealed class PreflightAnswerRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            (file.First(ProbeIntent.Preflight) ?? Asked(file.Main))
                is not { Answer: { } answer, Request: { } request } exchange
            || request.Headers["Origin"] is not { } origin
        )
        {
            yield break;
        }

        if (!answer.IsSuccess)
        {
            yield return new Clue(
                Causes.Preflight.Refused,
                Strength.Decisive,
                $"The preflight, which carries no credentials, is answered with {answer.Status}: a browser never sends the request itself"
            )
            {
                Source = exchange.Source,
                Remedy = $"Answer OPTIONS with Access-Control-Request-Method before asking for credentials",
                RemedyBy = Party.Operator,
            };
            yield break;
        }

        foreach (var clue in Denied(answer, request, origin))
        {
            yield return clue with
            {
                Source = exchange.Source,
            };
        }

        if (
            file.Main is { Answer: { Status: 401 } refused } main
            && main != exchange
            && !Allows(refused, origin)
            && Allows(answer, origin)
        )
        {
            yield return new Clue(
                Causes.Cors.RefusalUnreadable,
                Strength.Strong,
                $"The preflight is allowed, but the 401 itself carries no Access-Control-Allow-Origin: the page sees a network error in place of the 401"
            )
            {
                Source = main.Source,
            };
        }
    }

    // The request that is asked about may be a preflight itself.
    private static Exchange? Asked(Exchange? main) =>
        main?.Request is { Method: "OPTIONS" } request && request.Headers.Has("Access-Control-Request-Method")
            ? main
            : null;

    private static IEnumerable<Clue> Denied(Answer answer, SentRequest request, string origin)
    {
        if (!Allows(answer, origin))
        {
            yield return new Clue(
                Causes.Cors.OriginDenied,
                Strength.Decisive,
                $"The answer to the preflight does not allow the origin {origin}: Access-Control-Allow-Origin is {Given(answer, "Access-Control-Allow-Origin")}"
            );
            yield break;
        }

        var methods = List(answer, "Access-Control-Allow-Methods");
        var method = request.Headers["Access-Control-Request-Method"]!;
        if (method is not ("GET" or "HEAD" or "POST") && !methods.Contains(method) && !methods.Contains("*"))
        {
            yield return new Clue(
                Causes.Cors.MethodDenied,
                Strength.Decisive,
                $"The answer to the preflight does not allow {method}: Access-Control-Allow-Methods is {Given(answer, "Access-Control-Allow-Methods")}"
            );
        }

        var allowed = List(answer, "Access-Control-Allow-Headers");
        foreach (var name in List(request.Headers["Access-Control-Request-Headers"]))
        {
            // The asterisk never covers Authorization.
            if (
                !allowed.Contains(name)
                && !(allowed.Contains("*") && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            )
            {
                yield return new Clue(
                    Causes.Cors.HeaderDenied,
                    Strength.Decisive,
                    $"The answer to the preflight does not allow the field {name}: Access-Control-Allow-Headers is {Given(answer, "Access-Control-Allow-Headers")}"
                )
                {
                    Remedy = (FormattableString)$"Access-Control-Allow-Headers: {name}",
                    RemedyBy = Party.Operator,
                };
            }
        }
    }

    private static bool Allows(Answer answer, string origin) =>
        answer.Headers["Access-Control-Allow-Origin"] is { } allowed && (allowed == origin || allowed == "*");

    private static HashSet<string> List(Answer answer, string name) => List(string.Join(',', answer.Headers.All(name)));

    private static HashSet<string> List(string? value) =>
        (value ?? string.Empty)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static object Given(Answer answer, string name) => (object?)answer.Headers[name] ?? new OwnWords("absent");
}
