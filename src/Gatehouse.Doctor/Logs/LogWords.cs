namespace Gatehouse.Doctor.Logs;

/// <summary>Cuts a line into its words: quoted ones and bracketed ones count as one.</summary>
internal static class LogWords
{
    private static readonly string[] QueryNames =
    [
        "authorization",
        "access_token",
        "auth_token",
        "token",
        "api_key",
        "apikey",
        "api-key",
        "x-api-key",
        "jwt",
    ];

    // More than any format has; a line cannot make the list long.
    private const int Most = 64;

    /// <summary>The words from this place on. A quotation mark inside quotes is escaped by a backslash.</summary>
    public static List<string> In(string line, int from = 0)
    {
        var words = new List<string>();
        var at = from;
        while (at < line.Length && words.Count < Most)
        {
            if (line[at] == ' ' || line[at] == '\t')
            {
                at++;
                continue;
            }

            var end = line[at] switch
            {
                '"' => QuoteEnd(line, at),
                '[' => line.IndexOf(']', at),
                _ => -1,
            };
            if (end > at)
            {
                words.Add(line[(at + 1)..end]);
                at = end + 1;
                continue;
            }

            end = line.AsSpan(at).IndexOfAny(' ', '\t');
            end = end < 0 ? line.Length : at + end;
            words.Add(line[at..end]);
            at = end;
        }

        return words;
    }

    /// <summary>A word that stands for "nothing" becomes empty.</summary>
    public static string OrEmpty(string word) => word is "-" or "\"\"" ? string.Empty : word;

    /// <summary>Method and path of <c>GET /orders?x=1 HTTP/1.1</c>; null where it is none.</summary>
    public static (string Method, string Target)? Request(string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (blank is < 1 or > 20 || !text.AsSpan(0, blank).ContainsOnlyLetters())
        {
            return null;
        }

        var end = text.IndexOf(' ', blank + 1);
        var target = end < 0 ? text[(blank + 1)..] : text[(blank + 1)..end];
        return target.Length == 0 ? null : (text[..blank], target);
    }

    /// <summary>The member of a target's query whose name is one for credentials; empty for none.</summary>
    public static string QueryCredentialOf(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return string.Empty;
        }

        foreach (var member in target.AsSpan(query + 1).Split('&'))
        {
            var text = target.AsSpan(query + 1)[member];
            var equals = text.IndexOf('=');
            if (equals > 0 && equals < text.Length - 1)
            {
                foreach (var name in QueryNames)
                {
                    if (text[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
                    {
                        return name;
                    }
                }
            }
        }

        return string.Empty;
    }

    /// <summary>The path of a target: without scheme, host and query.</summary>
    public static string PathOf(string target)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme is > 0 and < 8)
        {
            var slash = target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        var cut = target.AsSpan().IndexOfAny('?', '#');
        return cut < 0 ? target : target[..cut];
    }

    /// <summary>An address without its port.</summary>
    public static string AddressOf(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end > 0 ? text[1..end] : text;
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && text.IndexOf(':', StringComparison.Ordinal) == colon ? text[..colon] : text;
    }

    private static int QuoteEnd(string line, int start)
    {
        for (var at = start + 1; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
            else if (line[at] == '"')
            {
                return at;
            }
        }

        return -1;
    }

    private static bool ContainsOnlyLetters(this ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetter(letter) && letter is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
