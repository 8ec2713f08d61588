using System.Text;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>The forms in which one secret can come back that reading escapes alone does not undo.</summary>
internal static class SecretForms
{
    private const int ShortestCoded = 5;

    /// <summary>Those that are compared without case: the text itself, its halves, backwards, in hexadecimal, and non-ASCII text in percent.</summary>
    public static IEnumerable<string> Plain(string secret)
    {
        yield return secret;
        if (secret.Contains(' ', StringComparison.Ordinal))
        {
            yield return secret.Replace(' ', '+');
        }

        var unescaped = Uri.UnescapeDataString(secret);
        if (unescaped != secret)
        {
            yield return unescaped;
        }

        if (!Ascii.IsValid(secret))
        {
            yield return Uri.EscapeDataString(secret);
        }

        if (secret.Length >= 8)
        {
            yield return string.Create(
                secret.Length,
                secret,
                static (span, from) =>
                {
                    from.CopyTo(span);
                    span.Reverse();
                }
            );
        }

        foreach (var part in PartsOf(secret))
        {
            yield return part;
        }

        yield return Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret));
    }

    /// <summary>Those in Base64 and Base64url, whatever stands before and after the secret: the letters that it alone decides.</summary>
    public static IEnumerable<string> Coded(string secret)
    {
        foreach (var text in PartsOf(secret).Prepend(secret).Distinct(StringComparer.Ordinal))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var before = 0; before < 3; before++)
            {
                var coded = Convert.ToBase64String([.. new byte[before], .. bytes]);
                var from = (before * 8 + 5) / 6;
                var to = (before + bytes.Length) * 8 / 6;
                if (to - from < ShortestCoded)
                {
                    continue;
                }

                var core = coded[from..to];
                yield return core;
                if (core.AsSpan().ContainsAny('+', '/'))
                {
                    yield return core.Replace('+', '-').Replace('/', '_');
                }
            }
        }
    }

    // The parts of a token in dots, and of a pair.
    private static IEnumerable<string> PartsOf(string secret) =>
        secret.Contains('.', StringComparison.Ordinal) && secret.Length >= 32
            ? secret.Split('.').Where(part => part.Length >= 12)
            : [];
}
