using System.Collections.Frozen;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>What may be told of a field line by its name alone.</summary>
internal static class SecretFields
{
    // Of a request, only what is on this list is shown: any other field may be the site's own way to carry a key.
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Access-Control-Request-Headers",
        "Access-Control-Request-Method",
        "Cache-Control",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Host",
        "If-Modified-Since",
        "Origin",
        "Pragma",
        "Range",
        "Sec-Fetch-Dest",
        "Sec-Fetch-Mode",
        "Sec-Fetch-Site",
        "Transfer-Encoding",
        "Upgrade",
        "User-Agent",
        "Via",
        "X-Requested-With"
    );

    /// <summary>The value without what the field's name says is a secret.</summary>
    /// <param name="line">The line.</param>
    /// <param name="asked">Whether it is a request's.</param>
    public static string Without(HeaderLine line, bool asked)
    {
        if (line.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
        {
            return WithoutCookie(line.Value);
        }

        if (line.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        {
            return string.Join(
                "; ",
                line.Value.Split(';', StringSplitOptions.TrimEntries)
                    .Select(pair => $"{pair.Split('=')[0]}={Redaction.Mark}")
            );
        }

        if (!asked && line.Name.EndsWith("-Authenticate", StringComparison.OrdinalIgnoreCase))
        {
            return line.Value;
        }

        if (CredentialPlaces.IsCredentialField(line.Name))
        {
            var scheme = CredentialPlaces.Read(line).Scheme;
            return scheme is { Length: < 24 } && scheme.All(IsSchemeLetter)
                ? $"{scheme} {Redaction.Mark}"
                : Redaction.Mark;
        }

        return asked && !Harmless.Contains(line.Name) ? Redaction.Mark : line.Value;
    }

    private static bool IsSchemeLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '-';

    private static string WithoutCookie(string value)
    {
        var end = value.IndexOf(';', StringComparison.Ordinal);
        var pair = end < 0 ? value : value[..end];
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return (equals < 0 ? Redaction.Mark : pair[..(equals + 1)] + Redaction.Mark)
            + (end < 0 ? string.Empty : value[end..]);
    }
}
