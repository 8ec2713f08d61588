using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A genuine secret that is not the one which opens an interface: a public key, a refresh token, a webhook's secret.</summary>
[Names("credentials.wrong-kind", "token.type-wrong")]
internal sealed class KnownSecretRoleRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var (known, credential) in KnownCredentials.In(file))
        {
            if (
                known.Role == SecretRole.Secret
                || credential.Place == CredentialPlace.Query
                || (known.Role is SecretRole.Identifier && credential.User is not null)
                || (known.Role is SecretRole.Client && credential.User is not null)
            )
            {
                continue;
            }

            yield return new Clue(
                known.Role == SecretRole.Refresh ? Causes.Token.TypeWrong : Causes.Credentials.WrongKind,
                known.Role == SecretRole.Publishable ? Strength.Strong : Strength.Decisive,
                $"The secret is a {new OwnWords(known.Kind)} of {known.Issuer}, which does not open an interface by itself"
            )
            {
                Source = GivenCredentials.PlaceOf(credential),
            };
            if (known.Role == SecretRole.Refresh)
            {
                yield return new Clue(
                    Causes.Credentials.WrongKind,
                    Strength.Strong,
                    $"A {new OwnWords(known.Kind)} is exchanged for an access token first"
                );
            }
        }
    }
}
