using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A key of a known format in a field, or under a scheme, that its product does not read it from.</summary>
[Names("key.misplaced", "credentials.scheme-unsupported")]
internal sealed class KnownSecretPlaceRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var (known, credential) in KnownCredentials.In(file))
        {
            if (
                credential.Place != CredentialPlace.Field
                || credential.User is not null
                || known.Role != SecretRole.Secret
            )
            {
                continue;
            }

            if (known.Fields.Count > 0 && !known.Fields.Contains(credential.Name, StringComparer.OrdinalIgnoreCase))
            {
                yield return new Clue(
                    Causes.Key.Misplaced,
                    AtHome(file, known) ? Strength.Decisive : Strength.Strong,
                    $"The secret is a {new OwnWords(known.Kind)} of {known.Issuer}, which is read from {known.Fields[0]} and not from {credential.Name}"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy = $"Send it as {known.Fields[0]}",
                };
            }
            else if (
                known.Scheme is { } scheme
                && credential.Scheme is { } used
                && !scheme.Equals(used, StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return new Clue(
                    Causes.Credentials.SchemeUnsupported,
                    AtHome(file, known) ? Strength.Strong : Strength.Moderate,
                    $"The secret is a {new OwnWords(known.Kind)} of {known.Issuer}, which is not sent under {used}"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy =
                        scheme.Length == 0
                            ? (FormattableString)$"Send it in {credential.Name} without any scheme's name"
                            : $"Send it under {scheme}",
                };
            }
        }
    }

    private static bool AtHome(CaseFile file, KnownSecret known) =>
        file.Target is { } url && known.Hosts.Any(end => KnownSecrets.Belongs(url.Host, end));
}
