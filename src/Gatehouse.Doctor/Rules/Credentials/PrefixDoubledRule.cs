using System.Text.RegularExpressions;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>A scheme's name twice, or the field's own name within its value.</summary>
[Names("header.prefix-doubled")]
internal sealed partial class PrefixDoubledRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Of(file).Where(each => each.Place == CredentialPlace.Field))
        {
            var match = Doubled().Match(credential.Value.TrimStart());
            if (match.Success)
            {
                yield return new Clue(
                    Causes.Header.PrefixDoubled,
                    Strength.Decisive,
                    $"After {match.Groups["first"].Value} the name {match.Groups["second"].Value} follows, and only then the secret"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy = $"Give the program the bare secret: it writes the scheme's name itself",
                };
            }
        }
    }

    [GeneratedRegex(
        @"^(?<first>[A-Za-z-]{3,20}):? +[""']?(?<second>Bearer|Basic|Token|JWT|Key|ApiKey|Api-Key|Bot|Digest)[: ] *\S",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Doubled();
}
