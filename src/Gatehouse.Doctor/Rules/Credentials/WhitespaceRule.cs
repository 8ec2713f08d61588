using System.Globalization;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>White space, line ends and letters that cannot be seen, sent as a part of a secret.</summary>
[Names("header.whitespace", "credentials.malformed")]
internal sealed class WhitespaceRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Of(file))
        {
            if (credential.Kind == CredentialKind.Proof || Placeholders.IsOne(credential.Secret))
            {
                continue;
            }

            if (Fault(credential) is var (strength, what))
            {
                yield return new Clue(
                    Causes.Header.Whitespace,
                    strength,
                    $"The secret holds what does not belong to it: {what}"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy =
                        $"Read the secret without its line end (printf %s in place of echo, tr -d '\\r\\n') and store it anew",
                };
            }
            else if (
                credential.Kind != CredentialKind.Cookie
                && credential.User is null
                && credential.Secret.Any(letter => letter > '~')
            )
            {
                yield return new Clue(
                    Causes.Credentials.Malformed,
                    Strength.Strong,
                    $"The secret holds characters outside ASCII, which no token has: it was changed while it was copied"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
        }
    }

    private static (Strength Strength, FormattableString What)? Fault(SuppliedCredential credential)
    {
        var pair = PairFault(credential);
        if (pair is not null)
        {
            return pair;
        }

        var secret = credential.Secret;
        var basic = "Basic".Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase);
        if (secret.EndsWith('\n') || secret.EndsWith('\r') || secret.StartsWith('\n'))
        {
            return (Strength.Decisive, $"a line end");
        }

        if (secret.AsSpan().ContainsAny("\r\n\t"))
        {
            return basic ? null : (Strength.Decisive, $"a line end or tab");
        }

        var hidden = secret.FirstOrDefault(IsHidden);
        if (hidden != '\0')
        {
            return (Strength.Decisive, $"the invisible character U+{(int)hidden:X4}");
        }

        if (secret.StartsWith(' '))
        {
            return (Strength.Strong, $"a second space after the scheme's name");
        }

        var inner = secret.Trim();
        if (
            inner.Contains("%0A", StringComparison.OrdinalIgnoreCase)
            || inner.Contains("%0D", StringComparison.OrdinalIgnoreCase)
            || inner.EndsWith("\\n", StringComparison.Ordinal)
            || inner.EndsWith("\\r", StringComparison.Ordinal)
        )
        {
            return (Strength.Decisive, $"a written-out line end");
        }

        if (inner.EndsWith('%') && credential.User is null && inner.Length > 8)
        {
            return (Strength.Decisive, $"a percent sign at the end, which zsh prints where a line end is missing");
        }

        if (
            inner.Contains(' ', StringComparison.Ordinal)
            && credential.Scheme is not null
            && !basic
            && !HasParameters(inner)
        )
        {
            return WebToken.Read(inner.Replace(" ", string.Empty, StringComparison.Ordinal)) is not null
                ? (Strength.Decisive, $"a space in the middle of the token")
                : null;
        }

        // Servers take white space at the end away (RFC 9110 section 5.5).
        return secret.EndsWith(' ') && credential.Place != CredentialPlace.Cookie
            ? (Strength.Weak, $"a space at the end")
            : null;
    }

    private static (Strength Strength, FormattableString What)? PairFault(SuppliedCredential credential)
    {
        if (credential.User is not { } user)
        {
            return null;
        }

        var password = credential.Password ?? string.Empty;
        if (user.AsSpan().ContainsAny("\r\n") || password.AsSpan().ContainsAny("\r\n"))
        {
            return (
                Strength.Decisive,
                password.EndsWith('\n') || password.EndsWith('\r')
                    ? (FormattableString)$"a line end after the password"
                    : $"a line end in the user name or password"
            );
        }

        if (user.Any(IsHidden) || password.Any(IsHidden))
        {
            return (Strength.Decisive, $"an invisible character in the user name or password");
        }

        return user.Trim() != user || password.Trim() != password
            ? (Strength.Strong, $"a space around the user name or password")
            : null;
    }

    private static bool IsHidden(char letter) =>
        letter is '\u00a0' or '\ufeff'
        || (letter != ' ' && char.IsControl(letter) && letter is not ('\t' or '\r' or '\n'))
        || char.GetUnicodeCategory(letter)
            is UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static bool HasParameters(string secret) =>
        secret.Contains('=', StringComparison.Ordinal) && secret.Contains(',', StringComparison.Ordinal);
}
