using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The credentials stand where nobody looks: invented ones in another place change the answer.</summary>
[Names("key.misplaced", "credentials.scheme-unsupported", "header.stripped-by-proxy")]
internal sealed class OtherCarrierReadRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Anonymous) is not { Answer: not null } anonymous
            || file.Credentials is not [var given, ..]
            || file.All(ProbeIntent.OtherCarrier).ToList() is not [_, ..] tried
        )
        {
            yield break;
        }

        if (tried.Find(exchange => exchange.Answer is not null && !Likeness.Same(exchange, anonymous)) is { } read)
        {
            yield return new Clue(
                given.Kind == CredentialKind.Key
                || !given.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                    ? Causes.Key.Misplaced
                    : Causes.Credentials.SchemeUnsupported,
                Strength.Strong,
                $"In {given.Name} ({(object?)given.Scheme ?? new OwnWords("no scheme")}) nobody looks; {new OwnWords(read.Label)} the answer changes"
            )
            {
                Source = read.Source,
                Remedy = $"Send the credentials in the place that was tried here: {new OwnWords(read.Label)}",
            };
        }
        else if (tried.Count >= 3)
        {
            yield return new Clue(
                Causes.Header.StrippedByProxy,
                Strength.Weak,
                $"Wherever credentials are put, the answer stays the same"
            )
            {
                Source = tried[^1].Source,
            };
        }
    }
}
