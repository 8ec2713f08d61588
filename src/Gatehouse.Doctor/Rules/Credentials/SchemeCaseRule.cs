using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>A scheme's name in other letters than usual, which some servers do not know again.</summary>
[Names("header.scheme-case")]
internal sealed class SchemeCaseRule : Rule
{
    private static readonly string[] Usual = ["Bearer", "Basic", "Token", "Digest", "Negotiate"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            var usual = Array.Find(Usual, name => name.Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase));
            if (usual is null || usual == credential.Scheme)
            {
                continue;
            }

            // The same secret under the usual name, granted elsewhere in what was given.
            var shown = file.Exchanges.Any(exchange =>
                exchange is { Answer.IsSuccess: true, Request.Authorization: { } other }
                && other == $"{usual} {credential.Secret}"
            );
            yield return new Clue(
                Causes.Header.SchemeCase,
                shown ? Strength.Decisive : Strength.Moderate,
                $"The scheme is written {credential.Scheme ?? string.Empty} in place of {usual}"
            )
            {
                Source = GivenCredentials.PlaceOf(credential),
                Remedy = $"Write {usual}",
                Question = $"Is the same secret taken when the scheme is written {usual}?",
            };
        }
    }
}
