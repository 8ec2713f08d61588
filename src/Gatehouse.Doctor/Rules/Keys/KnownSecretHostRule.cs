using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A key of one well-known issuer at the host of another.</summary>
[Names("endpoint.wrong-host", "credentials.wrong-kind")]
internal sealed class KnownSecretHostRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Target?.Host is not { } host)
        {
            yield break;
        }

        foreach (var (known, credential) in KnownCredentials.In(file))
        {
            if (
                known.Hosts.Count == 0
                || known.Hosts.Any(end => KnownSecrets.Belongs(host, end))
                || KnownSecrets.IssuerOf(host) is not { } owner
                || owner == known.Issuer
            )
            {
                continue;
            }

            var source = GivenCredentials.PlaceOf(credential);
            yield return new Clue(
                Causes.Endpoint.WrongHost,
                Strength.Decisive,
                $"The secret is a {new OwnWords(known.Kind)} of {known.Issuer}, and {host} belongs to {owner}"
            )
            {
                Source = source,
            };
            yield return new Clue(
                Causes.Credentials.WrongKind,
                Strength.Moderate,
                $"The secret is a {new OwnWords(known.Kind)} of {known.Issuer}, which {owner} does not issue"
            )
            {
                Source = source,
            };
        }
    }
}
