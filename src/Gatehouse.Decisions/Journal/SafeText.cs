using System.Text;

namespace Gatehouse.Decisions.Journal;

/// <summary>
/// Makes what a client sent fit to be written down: values of parameters that sign people in are removed, and every
/// octet that could start a new line, move a cursor or end a quotation is escaped.
/// </summary>
public static class SafeText
{
    private const int LongestTarget = 2048;
    private const string Removed = "(removed)";

    // Parameters whose values sign people in, here or at a provider.
    private static readonly string[] Secrets =
    [
        "access_token",
        "api_key",
        "api-key",
        "apikey",
        "assertion",
        "auth",
        "authorization",
        "client_assertion",
        "client_secret",
        "code",
        "code_verifier",
        "id_token",
        "id_token_hint",
        "jwt",
        "key",
        "passwd",
        "password",
        "pwd",
        "refresh_token",
        "samlresponse",
        "secret",
        "session",
        "sig",
        "signature",
        "state",
        "ticket",
        "token",
    ];

    /// <summary>A request target without secrets, escaped and cut. <paramref name="keyParameter"/> is the route's own.</summary>
    public static string Target(string target, string? keyParameter)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return Escape(target, LongestTarget);
        }

        var text = new StringBuilder(target, 0, question + 1, target.Length + 16);
        var first = true;
        foreach (var range in target.AsSpan(question + 1).Split('&'))
        {
            var pair = target.AsSpan(question + 1)[range];
            if (!first)
            {
                text.Append('&');
            }

            first = false;
            var equals = pair.IndexOf('=');
            if (equals >= 0 && IsSecret(pair[..equals], keyParameter))
            {
                text.Append(pair[..(equals + 1)]).Append(Removed);
            }
            else
            {
                text.Append(pair);
            }
        }

        return Escape(text.ToString(), LongestTarget);
    }

    /// <summary>A text in which everything but printable characters stands as <c>\xNN</c> or <c>\uNNNN</c>, cut to a length.</summary>
    public static string Escape(string text, int longest)
    {
        var clean = text.Length <= longest;
        for (var i = 0; clean && i < text.Length; i++)
        {
            clean = IsPrintable(text[i]);
        }

        if (clean)
        {
            return text;
        }

        var result = new StringBuilder(Math.Min(text.Length, longest) + 16);
        foreach (var c in text)
        {
            if (result.Length >= longest)
            {
                return result.Append('…').ToString();
            }

            if (IsPrintable(c))
            {
                result.Append(c);
            }
            else if (c <= 0xFF)
            {
                result.Append("\\x").Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                result.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }

    // Letters of every script stay readable; what steers terminals, directions or lines does not stay at all.
    private static bool IsPrintable(char c) =>
        c < 0x7F
            ? c >= ' ' && c != '\\'
            : c > 0xA0 && (char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c));

    private static bool IsSecret(ReadOnlySpan<char> name, string? keyParameter)
    {
        var decoded = Uri.UnescapeDataString(name.ToString().Replace('+', ' '));
        return (keyParameter is not null && decoded.Equals(keyParameter, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(Secrets, secret => decoded.Equals(secret, StringComparison.OrdinalIgnoreCase))
            || decoded.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase);
    }
}
