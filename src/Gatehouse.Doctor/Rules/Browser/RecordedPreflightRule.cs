using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>Preflights of a recording: refused ones, and those whose answers do not allow what was asked.</summary>
[Names("preflight.refused", "cors.origin-denied", "cors.header-denied", "cors.method-denied")]
internal sealed class RecordedPreflightRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var exchange in file.All(ProbeIntent.Given).Where(Origins.IsPreflight))
        {
            if (exchange is { Answer: { } answer, Request: { } request } && Fault(request, answer) is { } clue)
            {
                yield return clue with
                {
                    Source = exchange.Source,
                };
            }
        }
    }

    private static Clue? Fault(SentRequest request, Answer answer)
    {
        if (!answer.IsSuccess)
        {
            return new Clue(
                Causes.Preflight.Refused,
                answer.Status is 401 or 403 or 407 ? Strength.Decisive : Strength.Strong,
                $"The browser's preflight is answered with {answer.Status}; it never carries credentials"
            )
            {
                Remedy =
                    $"Answer OPTIONS with Access-Control-Request-Method before authentication, with 204 and the CORS fields",
            };
        }

        var origin = request.Headers["Origin"] ?? string.Empty;
        var allowed = answer.Headers["Access-Control-Allow-Origin"];
        if (
            allowed is null
            || (allowed != "*" && allowed != origin)
            || answer.Headers.All("Access-Control-Allow-Origin").Count > 1
        )
        {
            return new Clue(
                Causes.Cors.OriginDenied,
                Strength.Decisive,
                $"The page's origin is {origin}, and the answer to its preflight allows {(object?)allowed ?? new OwnWords("none")}"
            );
        }

        var method = request.Headers["Access-Control-Request-Method"] ?? string.Empty;
        var methods = List(answer, "Access-Control-Allow-Methods");
        if (
            method is not ("GET" or "HEAD" or "POST")
            && !methods.Contains(method, StringComparer.Ordinal)
            && !methods.Contains("*", StringComparer.Ordinal)
        )
        {
            return new Clue(
                Causes.Cors.MethodDenied,
                Strength.Decisive,
                $"The preflight asks for {method}, and its answer does not allow it"
            );
        }

        var fields = List(answer, "Access-Control-Allow-Headers");
        var missing = (request.Headers["Access-Control-Request-Headers"] ?? string.Empty)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(field => !Allows(fields, field));
        return missing is null
            ? null
            : new Clue(
                Causes.Cors.HeaderDenied,
                Strength.Decisive,
                $"The preflight asks for the field {missing}, and its answer does not allow it"
            )
            {
                Remedy =
                    $"Name {missing} in Access-Control-Allow-Headers; the asterisk does not stand for Authorization",
            };
    }

    private static bool Allows(List<string> fields, string field) =>
        fields.Contains(field, StringComparer.OrdinalIgnoreCase)
        || (
            fields.Contains("*", StringComparer.Ordinal)
            && !field.Equals("authorization", StringComparison.OrdinalIgnoreCase)
        );

    private static List<string> List(Answer answer, string name) =>
        [
            .. answer
                .Headers.All(name)
                .SelectMany(line =>
                    line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ),
        ];
}
