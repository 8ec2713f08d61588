using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A mesh whose policy answers 403 to a request without a token: Istio lets it through the token's check, and the policy after it refuses.</summary>
[Names("refusal.as-forbidden", "access.permission-denied")]
internal sealed class MeshPolicyRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request: { CarriesCredential: false }, Answer: { Status: 403 } answer } main
            || !answer.Body.Contains("RBAC: access denied", StringComparison.OrdinalIgnoreCase)
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Refusal.AsForbidden,
            Strength.Decisive,
            $"The mesh answers 403 to a request without a token: its policy refuses what its check of tokens let pass"
        )
        {
            Source = main.Source,
            Remedy = $"Send the token: Authorization: Bearer TOKEN",
            RemedyBy = Party.Caller,
        };
        yield return new Clue(
            Causes.Access.PermissionDenied,
            Strength.StronglyAgainst,
            $"No identity was sent that could lack a permission"
        );
    }
}
