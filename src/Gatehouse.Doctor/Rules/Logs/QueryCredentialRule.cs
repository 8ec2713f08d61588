using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Refused requests whose credentials stand in the query of the address, where servers seldom read them.</summary>
[Names("credentials.not-sent", "credentials.in-query")]
internal sealed class QueryCredentialRule : LogRule
{
    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var refused = findings.Refusals.Where(refusal => refusal.QueryCredential.Length > 0).ToList();
        if (refused.Count == 0 || !AreMost(refused.Count, findings.Refusals.Count, 60))
        {
            yield break;
        }

        var name = refused[0].QueryCredential;
        if (
            findings.Requests.Any(request =>
                request.IsSuccess && request.QueryCredential == name && request.Path == refused[0].Path
            )
        )
        {
            yield break;
        }

        // A field's name as a member of the query: options were handed over in the wrong place.
        var isField = name is "authorization" or "x-api-key";
        yield return new Clue(
            isField ? Causes.Credentials.NotSent : Causes.Credentials.InQuery,
            isField ? Strength.Decisive : Strength.Moderate,
            $"{refused.Count} of {findings.Refusals.Count} refused requests carry their credentials in the query, as {name}"
        )
        {
            Remedy = isField
                ? (FormattableString)$"Hand the field over as a header and not as a parameter of the query"
                : $"Send the token as Authorization: Bearer TOKEN; an address ends in logs",
        };
    }
}
