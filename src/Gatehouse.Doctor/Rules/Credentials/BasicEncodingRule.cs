using System.Text;
using System.Text.Unicode;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>Letters outside ASCII in a user name or password, and the character set that they were sent in.</summary>
[Names("basic.encoding")]
internal sealed class BasicEncodingRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            if (
                GivenCredentials.BasicOctets(credential) is not { } octets
                || Array.TrueForAll(octets, octet => octet < 128)
            )
            {
                continue;
            }

            var charset =
                file.Main?.Answer?.Challenges.Challenges.Any(challenge =>
                    "UTF-8".Equals(challenge["charset"], StringComparison.OrdinalIgnoreCase)
                ) == true;
            var clue = ClueOf(octets, charset);
            yield return clue with
            {
                Source = GivenCredentials.PlaceOf(credential),
                Question = $"Does the same password work when it is sent in the other of UTF-8 and Latin-1?",
            };
        }
    }

    private static Clue ClueOf(byte[] octets, bool charset)
    {
        if (!Utf8.IsValid(octets))
        {
            return new Clue(
                Causes.Basic.Encoding,
                charset ? Strength.Decisive : Strength.Strong,
                $"Name or password hold letters outside ASCII in Latin-1; servers today expect UTF-8"
            );
        }

        var text = Encoding.UTF8.GetString(octets);
        if (text.Contains('\ufffd', StringComparison.Ordinal))
        {
            return new Clue(
                Causes.Basic.Encoding,
                Strength.Decisive,
                $"A letter was replaced by the mark for unknown letters before it was sent"
            );
        }

        if (!text.IsNormalized(NormalizationForm.FormC))
        {
            return new Clue(
                Causes.Basic.Encoding,
                Strength.Strong,
                $"A letter is sent as its base and a separate accent (NFD), where others send one letter (NFC)"
            );
        }

        // UTF-8 read as Latin-1 and encoded again: two signs such as Ã¼ in place of one letter.
        return text.Any(letter => letter is '\u00c3' or '\u00c2')
            ? new Clue(Causes.Basic.Encoding, Strength.Strong, $"Name or password were encoded in UTF-8 twice")
            : new Clue(
                Causes.Basic.Encoding,
                charset ? Strength.Weak : Strength.Moderate,
                $"Name or password hold letters outside ASCII in UTF-8, and the challenge does not say which character set the server takes"
            );
    }
}
