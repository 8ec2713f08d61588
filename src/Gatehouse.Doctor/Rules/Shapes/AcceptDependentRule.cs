using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Shapes;

/// <summary>Asked as a program asks, the server says 401 where it redirected or broke before.</summary>
[Names("refusal.as-redirect", "refusal.as-server-error")]
internal sealed class AcceptDependentRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.OtherAccept) is not { Answer.Status: 401 or 403 } asked
            || file.First(ProbeIntent.Supplied)?.Answer is not { } given
            || (file.First(ProbeIntent.Anonymous)?.Answer is { } none && none.Status == asked.Answer!.Status)
        )
        {
            yield break;
        }

        yield return new Clue(
            given.Status >= 500 ? Causes.Refusal.AsServerError : Causes.Refusal.AsRedirect,
            given.IsRedirect && file.Credentials.Any(credential => credential.Kind == CredentialKind.Cookie)
                ? Strength.Moderate
                : Strength.Decisive,
            $"The answer is {given.Status}, but {asked.Answer!.Status} to a program that asks for JSON"
        )
        {
            Source = asked.Source,
            Remedy = $"Send Accept: application/json (and X-Requested-With: XMLHttpRequest), then read the refusal",
        };
    }
}
