using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>Quotation marks that were sent along with a secret.</summary>
[Names("header.quoted")]
internal sealed class QuotedRule : Rule
{
    private const string Marks = "\"'`\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb";

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Of(file))
        {
            if (credential.Kind == CredentialKind.Proof || credential.Place == CredentialPlace.Cookie)
            {
                continue;
            }

            var whole = Sides(credential.Value.Trim());
            var secret = Sides(credential.Secret.Trim());
            var pair = Math.Max(
                Math.Max(Sides(credential.Password ?? string.Empty), Sides(credential.User ?? string.Empty)),
                credential is { User: [var first, ..], Password: [.., var last] } && IsMark(first) && IsMark(last)
                    ? 2
                    : 0
            );
            if (Math.Max(whole, secret) > 0 && !HasParameters(credential.Secret) || pair == 2)
            {
                yield return new Clue(
                    Causes.Header.Quoted,
                    whole == 2 || secret == 2 || pair == 2 ? Strength.Decisive : Strength.Strong,
                    $"Quotation marks stand around the secret and are sent as a part of it"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy =
                        $"Take the quotation marks out of the value; environment files and container options keep them",
                };
            }
        }
    }

    // Token token="x" is how some frameworks write it.
    private static bool HasParameters(string secret)
    {
        var equals = secret.IndexOf("=\"", StringComparison.Ordinal);
        return equals > 0 && equals < 40;
    }

    private static bool IsMark(char letter) => Marks.Contains(letter, StringComparison.Ordinal);

    private static int Sides(string text) =>
        text.Length < 2
            ? 0
            : (Marks.Contains(text[0], StringComparison.Ordinal) ? 1 : 0)
                + (Marks.Contains(text[^1], StringComparison.Ordinal) ? 1 : 0);
}
