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

    /// <summary>
    /// A request target without secrets, escaped and cut: without a user's part, and without the values of parameters that
    /// sign people in, of those in <paramref name="keyParameters"/>, and of whatever is shaped like a key or a token.
    /// </summary>
    public static string Target(string target, IReadOnlySet<string> keyParameters)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        if (question < 0 && target.StartsWith('/'))
        {
            return Escape(target, LongestTarget);
        }

        var end = question < 0 ? target.Length : question;
        var text = new StringBuilder(target.Length + 16);
        AppendWithoutUser(text, target.AsSpan(0, end));
        if (question >= 0)
        {
            text.Append('?');
            AppendWithoutSecrets(text, target.AsSpan(question + 1), keyParameters);
        }

        return Escape(text.ToString(), LongestTarget);
    }

    // An absolute URL may hold a name and a password (RFC 3986 section 3.2.1).
    private static void AppendWithoutUser(StringBuilder text, ReadOnlySpan<char> path)
    {
        var authority = path.IndexOf("//") + 2;
        if (path.Length == 0 || path[0] == '/' || authority < 2)
        {
            text.Append(path);
            return;
        }

        var slash = path[authority..].IndexOf('/');
        var user = (slash < 0 ? path[authority..] : path.Slice(authority, slash)).LastIndexOf('@');
        if (user < 0)
        {
            text.Append(path);
            return;
        }

        text.Append(path[..authority]).Append(Removed).Append(path[(authority + user)..]);
    }

    // Old servers part parameters by ; too, so a secret may begin after one.
    private static void AppendWithoutSecrets(
        StringBuilder text,
        ReadOnlySpan<char> query,
        IReadOnlySet<string> keyParameters
    )
    {
        while (true)
        {
            var end = query.IndexOfAny('&', ';');
            var pair = end < 0 ? query : query[..end];
            var equals = pair.IndexOf('=');
            if (equals >= 0 && (IsSecret(pair[..equals], keyParameters) || IsShapedLikeOne(pair[(equals + 1)..])))
            {
                text.Append(pair[..(equals + 1)]).Append(Removed);
            }
            else
            {
                text.Append(equals < 0 && IsShapedLikeOne(pair) ? Removed : pair);
            }

            if (end < 0)
            {
                return;
            }

            text.Append(query[end]);
            query = query[(end + 1)..];
        }
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

    private static bool IsSecret(ReadOnlySpan<char> name, IReadOnlySet<string> keyParameters)
    {
        var decoded = Uri.UnescapeDataString(name.ToString().Replace('+', ' '));
        return keyParameters.Contains(decoded)
            || Array.Exists(Secrets, secret => decoded.Equals(secret, StringComparison.OrdinalIgnoreCase))
            || decoded.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase);
    }

    // A key of ours, or a JSON object in base64url as every JWT begins.
    private static bool IsShapedLikeOne(ReadOnlySpan<char> value) =>
        value.StartsWith(Keys.ApiKey.Prefix) || (value.StartsWith("eyJ") && value.Contains('.'));
}
