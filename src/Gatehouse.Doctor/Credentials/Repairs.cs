using System.Buffers;
using System.Text;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Credentials;

/// <summary>The forms in which a badly written credential may have been meant.</summary>
public static class Repairs
{
    private static readonly string[] Schemes = ["Bearer", "Basic", "Token", "JWT", "Digest", "ApiKey", "DPoP", "Key"];

    private static readonly char[] Quotes = ['"', '\'', '`', '\u201c', '\u201d', '\u2018', '\u2019'];

    private static readonly SearchValues<char> QuoteValues = SearchValues.Create(Quotes);

    /// <summary>What could be repaired about this credential, the plainest fault first.</summary>
    public static IEnumerable<Repair> Of(SuppliedCredential credential)
    {
        if (credential.Place != CredentialPlace.Field || credential.Kind == CredentialKind.Proof)
        {
            return [];
        }

        return credential.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            ? OfAuthorization(credential)
            : OfField(credential);
    }

    private static IEnumerable<Repair> OfField(SuppliedCredential credential)
    {
        if (Trimmed(credential.Value) is { } value)
        {
            yield return new Repair(
                CauseOfTrim(credential.Value),
                "trimmed",
                credential with
                {
                    Value = value,
                    Secret = value,
                }
            );
        }
    }

    private static IEnumerable<Repair> OfAuthorization(SuppliedCredential credential)
    {
        if (SchemeIn(credential.Value) is not { } scheme)
        {
            return OfLoneWord(credential);
        }

        var rest = credential.Value[(scheme.Length + 1)..];
        var form =
            SchemeIn(rest.TrimStart()) is { } second
                ?
                [
                    With(
                        Causes.Header.PrefixDoubled,
                        $"with {second} once",
                        credential,
                        second,
                        rest.TrimStart()[(second.Length + 1)..]
                    ),
                ]
            : scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? OfBasic(credential, scheme, rest)
            : Trimmed(rest) is { } trimmed ? [With(CauseOfTrim(rest), "trimmed", credential, scheme, trimmed)]
            : Enumerable.Empty<Repair>();
        var canonical = Schemes.First(name => name.Equals(scheme, StringComparison.OrdinalIgnoreCase));
        return canonical == scheme
            ? form
            : form.Append(With(Causes.Header.SchemeCase, $"as {canonical}", credential, canonical, rest));
    }

    // A lone word is Basic where it decodes to a pair, and a token otherwise.
    private static IEnumerable<Repair> OfLoneWord(SuppliedCredential credential)
    {
        var word = Trimmed(credential.Value) ?? credential.Value;
        if (word.Length == 0 || word.Contains(' ', StringComparison.Ordinal))
        {
            yield break;
        }

        var scheme = Decode(word)?.Contains((byte)':') == true ? "Basic" : "Bearer";
        yield return With(Causes.Header.PrefixMissing, $"with {scheme} in front", credential, scheme, word);
    }

    private static IEnumerable<Repair> OfBasic(SuppliedCredential credential, string scheme, string secret)
    {
        var joined = string.Concat(secret.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter)));
        var bare = (Trimmed(joined) ?? joined).TrimEnd('=');
        var usual = bare.Replace('-', '+').Replace('_', '/');
        if (Decode(usual) is not { } bytes)
        {
            yield break;
        }

        var padded = Convert.ToBase64String(bytes);
        if (secret.AsSpan().ContainsAny(QuoteValues))
        {
            yield return With(Causes.Header.Quoted, "without the quotation marks", credential, scheme, padded);
        }
        else if (joined != secret)
        {
            yield return With(Causes.Basic.LineWrapped, "on one line", credential, scheme, padded);
        }
        else if (usual != bare || padded != secret)
        {
            yield return With(Causes.Basic.WrongAlphabet, "in standard Base64", credential, scheme, padded);
        }

        if (TrimmedPair(bytes) is { } pair)
        {
            yield return With(
                Causes.Header.Whitespace,
                "without the white space around name and password",
                credential,
                scheme,
                Convert.ToBase64String(pair)
            );
        }

        if (Recoded(bytes) is { } recoded)
        {
            yield return With(
                Causes.Basic.Encoding,
                recoded.Label,
                credential,
                scheme,
                Convert.ToBase64String(recoded.Bytes)
            );
        }
    }

    private static byte[]? Decode(string base64)
    {
        var padded = base64.TrimEnd('=');
        padded += new string('=', (4 - (padded.Length % 4)) % 4);
        var buffer = new byte[padded.Length];
        return padded.Length > 0 && Convert.TryFromBase64String(padded, buffer, out var length)
            ? buffer[..length]
            : null;
    }

    private static byte[]? TrimmedPair(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var trimmed = $"{text[..colon].Trim()}:{text[(colon + 1)..].Trim()}";
        return trimmed == text ? null : Encoding.Latin1.GetBytes(trimmed);
    }

    private static (string Label, byte[] Bytes)? Recoded(byte[] bytes)
    {
        if (bytes.All(each => each < 0x80))
        {
            return null;
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return ("in UTF-8", Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(bytes)));
        }

        var text = Encoding.UTF8.GetString(bytes);
        return text.All(letter => letter <= 0xff) ? ("in Latin-1", Encoding.Latin1.GetBytes(text)) : null;
    }

    private static Repair With(
        Cause cause,
        string label,
        SuppliedCredential credential,
        string scheme,
        string secret
    ) => new(cause, label, credential with { Scheme = scheme, Secret = secret, Value = $"{scheme} {secret}" });

    private static string? SchemeIn(string value) =>
        Schemes.FirstOrDefault(name =>
            value.Length > name.Length
            && value.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && value[name.Length] == ' '
        )
            is { } found
            ? value[..found.Length]
            : null;

    private static string? Trimmed(string text)
    {
        var trimmed = new string([
            .. text.Where(letter =>
                !char.IsControl(letter) && letter is not ('\u00a0' or '\ufeff' or '\u200b' or '\u200c' or '\u200d')
            ),
        ])
            .Trim()
            .Trim(Quotes)
            .Trim();
        trimmed = trimmed.EndsWith('%') ? trimmed[..^1] : trimmed;
        return trimmed.Length > 0 && trimmed != text ? trimmed : null;
    }

    private static Cause CauseOfTrim(string text) =>
        text.AsSpan().ContainsAny(QuoteValues) ? Causes.Header.Quoted : Causes.Header.Whitespace;
}
