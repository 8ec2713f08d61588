using System.Text.Json;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Gatehouses;

/// <summary>
/// A Gatehouse answered and names the cause itself: <c>Gatehouse-Reference</c> beside a problem (RFC 9457) whose
/// <c>cause</c> is of the catalogue. It may name any of them.
/// </summary>
[Names("header.stripped-by-server", "header.stripped-by-proxy", "key.misplaced")]
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

        if (cause == Causes.Credentials.Missing && file.Credentials is [var given, ..])
        {
            yield return Lost(file, given, main.Source);
        }

        // Of these a Gatehouse tells a stranger no more than that: what shows why is the better answer.
        yield return new Clue(
            cause,
            cause == Causes.Credentials.Missing
            || cause == Causes.Credentials.Rejected
            || cause == Causes.Credentials.Malformed
                ? Strength.Strong
                : Strength.Decisive,
            $"A Gatehouse answered and names the cause itself, under the reference {reference}"
        )
        {
            Source = main.Source,
            Remedy = $"gatehouse explain {reference}",
            RemedyBy = Party.Operator,
        };
    }

    // The request had credentials, and the Gatehouse saw none.
    private static Clue Lost(CaseFile file, SuppliedCredential given, string source) =>
        new(
            given.Place == CredentialPlace.Field && given.Name is not ("Authorization" or "X-Api-Key")
                    ? Causes.Key.Misplaced
                : file.Proxy is null ? Causes.Header.StrippedByServer
                : Causes.Header.StrippedByProxy,
            Strength.Strong,
            $"The request carried credentials in {given.Name}, and the Gatehouse says that none came"
        )
        {
            Source = source,
            Question = $"Which request headers arrive behind whatever stands in front: is {given.Name} among them?",
        };

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
