using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The same credentials are granted for GET and refused for a method that changes something.</summary>
[Names("csrf.token-missing", "access.method-denied", "token.scope-insufficient", "access.reported-as-401")]
internal sealed class MethodDependentRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.OtherMethod) is not { Answer.IsSuccess: true } get
            || file.First(ProbeIntent.Supplied)
                is not { Answer: { Status: 401 or 403 or 419 } given, Request: { } request }
        )
        {
            yield break;
        }

        FormattableString because =
            $"The same credentials are granted for GET ({get.Answer!.Status}) and refused for {request.Method} ({given.Status})";
        if (CredentialPlaces.In(request).Any(credential => credential.Kind == CredentialKind.Cookie))
        {
            yield return new Clue(Causes.Csrf.TokenMissing, Strength.Strong, because) { Source = get.Source };
            yield break;
        }

        yield return new Clue(Causes.Access.MethodDenied, Strength.Moderate, because) { Source = get.Source };
        yield return new Clue(
            given.Status == 401 ? Causes.Access.ReportedAs401 : Causes.Token.ScopeInsufficient,
            given.Status == 401 ? Strength.Strong : Strength.Moderate,
            because
        )
        {
            Source = get.Source,
        };
    }
}
