using System.Text.Json;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Gatehouses;

/// <summary>
/// A Gatehouse answered and names the cause itself: <c>Gatehouse-Reference</c> beside a problem (RFC 9457) whose
/// <c>cause</c> is of the catalogue. It may name any of them.
/// </summary>
[Names]
internal sealed class NamedCauseRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { } answer } main
            || answer.Headers["Gatehouse-Reference"] is not { } reference
            || CauseIn(answer.Body) is not { } cause
        )
        {
            yield break;
        }

        yield return new Clue(
            cause,
            Strength.Decisive,
            $"A Gatehouse answered and names the cause itself, under the reference {reference}"
        )
        {
            Source = main.Source,
            Remedy = $"gatehouse explain {reference}",
            RemedyBy = Party.Operator,
        };
    }

    private static Cause? CauseIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("cause", out var id)
                && id.ValueKind == JsonValueKind.String
                ? Causes.Find(id.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
