using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A key of a known format that is shorter or longer than its issuer makes them: cut off, or with something stuck to it.</summary>
[Names("key.unknown")]
internal sealed class KeyLengthRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var (known, credential) in KnownCredentials.In(file))
        {
            var length = credential.User is null ? credential.Secret.Trim().Trim('"', '\'').Length : 0;
            if (known.Length == 0 || length == 0 || length == known.Length)
            {
                continue;
            }

            yield return new Clue(
                Causes.Key.Unknown,
                Strength.Strong,
                $"A {new OwnWords(known.Kind)} of {known.Issuer} has {known.Length} characters, and this one has {length}"
            )
            {
                Source = GivenCredentials.PlaceOf(credential),
                Remedy = $"Copy the whole key again, or make a new one",
            };
        }
    }
}
