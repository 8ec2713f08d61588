using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>Basic credentials whose text is not the Base64 of a pair.</summary>
[Names(
    "basic.line-wrapped",
    "basic.wrong-alphabet",
    "credentials.unreadable",
    "credentials.malformed",
    "credentials.wrong-kind"
)]
internal sealed partial class BasicShapeRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            if (
                "Basic".Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase)
                && !Placeholders.IsOne(credential.Secret)
                && Fault(credential.Secret) is { } clue
            )
            {
                yield return clue with
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy = $"printf %s 'NAME:PASSWORD' | base64 -w0",
                };
            }
        }
    }

    private static Clue? Fault(string secret)
    {
        if (Parameter().IsMatch(secret))
        {
            return new Clue(
                Causes.Credentials.Malformed,
                Strength.Decisive,
                $"A parameter stands after Basic, as in a challenge, where the Base64 of the pair is due"
            );
        }

        var text = secret.Trim().Trim('"', '\'');
        var chunk = text.AsSpan().IndexOfAny("\r\n \t");
        if (chunk > 0)
        {
            return Wrapped(text, chunk);
        }

        if (text.Contains(':', StringComparison.Ordinal))
        {
            return new Clue(
                Causes.Basic.WrongAlphabet,
                Strength.Decisive,
                $"Name and password stand in the field as they are, not encoded in Base64"
            );
        }

        if (
            text.AsSpan().ContainsAny("-_")
            && !text.AsSpan().ContainsAny("+/")
            && !text.TrimEnd('=').Contains('=', StringComparison.Ordinal)
        )
        {
            return new Clue(
                Causes.Basic.WrongAlphabet,
                Strength.Decisive,
                $"The text holds - or _, so it is the URL form of Base64, which Basic does not take"
            );
        }

        if (
            text.Length >= 8
            && text.Length % 2 == 0
            && text.All(char.IsAsciiHexDigit)
            && HoldsPair(Convert.FromHexString(text))
        )
        {
            return new Clue(
                Causes.Basic.WrongAlphabet,
                Strength.Decisive,
                $"The pair is written in hexadecimal, not in Base64"
            );
        }

        if (
            text.Contains("%3D", StringComparison.OrdinalIgnoreCase)
            || text.Contains("%2B", StringComparison.OrdinalIgnoreCase)
        )
        {
            return new Clue(
                Causes.Basic.WrongAlphabet,
                Strength.Decisive,
                $"The Base64 text is percent-encoded, which a field is not"
            );
        }

        return Decoded(text);
    }

    private static Clue Wrapped(string text, int chunk) =>
        chunk is 60 or 64 or 76
            ? new Clue(
                Causes.Basic.LineWrapped,
                Strength.Decisive,
                $"The Base64 text is broken after {chunk} characters, where encoders put a line end"
            )
            : new Clue(
                text.AsSpan().ContainsAny("\r\n") ? Causes.Basic.LineWrapped : Causes.Credentials.Unreadable,
                Strength.Strong,
                $"White space stands within the Base64 text, after {chunk} characters"
            );

    private static Clue? Decoded(string text)
    {
        var padding = text.Length - text.TrimEnd('=').Length;
        var bare = text.TrimEnd('=');
        var octets = new byte[text.Length + 4];
        if (!Convert.TryFromBase64String(bare + new string('=', (4 - (bare.Length % 4)) % 4), octets, out var length))
        {
            return new Clue(
                Causes.Credentials.Unreadable,
                Strength.Decisive,
                $"The text after Basic is no Base64: {bare.Length} characters, of which one cannot be or one is missing"
            );
        }

        var pair = octets[..length];
        if (Encoding.ASCII.GetString(pair).TrimStart().StartsWith("{\"", StringComparison.Ordinal))
        {
            return new Clue(
                Causes.Credentials.WrongKind,
                Strength.Decisive,
                $"A token stands after Basic, where a name and a password are due"
            )
            {
                Remedy = $"Send it as Authorization: Bearer TOKEN",
            };
        }

        if (HoldsPair(pair))
        {
            if (bare.Length is 60 or 64 or 76 && padding == 0 && pair.Length is 45 or 48 or 57)
            {
                return new Clue(
                    Causes.Basic.LineWrapped,
                    bare.Length == 76 ? Strength.Strong : Strength.Moderate,
                    $"The Base64 text is exactly {bare.Length} characters long, where encoders put a line end: the rest may be cut off"
                );
            }

            return (bare.Length + padding) % 4 == 0
                ? null
                : new Clue(
                    Causes.Credentials.Unreadable,
                    Strength.Strong,
                    $"The padding at the end of the Base64 text is missing"
                );
        }

        return pair.Contains((byte)':')
            ? null
            : new Clue(
                Causes.Credentials.Unreadable,
                Strength.Decisive,
                $"What follows Basic decodes to {pair.Length} octets without a colon, so it is no name and password"
            );
    }

    [GeneratedRegex(@"^\s*[A-Za-z]+=""", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    private static bool HoldsPair(byte[] octets) =>
        octets.Contains((byte)':') && Array.TrueForAll(octets, octet => octet is >= 32 or 10 or 13);
}
