using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>
/// Text brought into one form, so that <c>TOKEN_EXPIRED</c>, <c>TokenExpired</c> and "token expired" are the same: small
/// letters, words apart, no quotation marks, no markup, no addresses of pages. Each letter knows where it came from.
/// </summary>
internal sealed class FoldedText
{
    // What matters stands at the beginning of a page and at the end of a log.
    private const int Head = 64 * 1024;
    private const int Tail = 32 * 1024;
    private const int LongestTag = 4096;
    private const int LongestWord = 16 * 1024;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    private static readonly string[] Inline =
    [
        "a",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "span",
        "code",
        "font",
        "small",
        "tt",
        "kbd",
        "var",
        "q",
        "wbr",
    ];

    private static readonly (string Written, char Letter)[] Entities =
    [
        ("&amp;", '&'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&#39;", '\''),
        ("&#x27;", '\''),
        ("&#34;", '"'),
        ("&#32;", ' '),
        ("&#35;", '#'),
        ("&#46;", '.'),
        ("&#47;", '/'),
        ("&#58;", ':'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&nbsp;", ' '),
        ("&ndash;", '-'),
        ("&#8211;", '-'),
        ("&rsquo;", '\''),
        ("&#8217;", '\''),
    ];

    private readonly string _source;
    private readonly StringBuilder _folded = new();
    private readonly List<int> _origins = [];

    private readonly bool _apart;
    private bool _markup;
    private FoldedText? _joined;

    private FoldedText(string source, bool apart)
    {
        _source = source;
        _apart = apart;
    }

    /// <summary>The same text with words that only capital letters part left in one, for names that are known in one.</summary>
    public FoldedText Joined => _joined ??= Read(_source, _markup, apart: false);

    /// <summary>The text in its folded form. A line feed stands where markup ended a block.</summary>
    public string Folded { get; private set; } = string.Empty;

    /// <summary>Folds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="markup">Whether it is HTML or XML.</param>
    public static FoldedText Of(string text, bool markup)
    {
        var source =
            text.Length <= Head + Tail
                ? text
                : string.Concat(text.AsSpan(0, Head), "\n", text.AsSpan(text.Length - Tail));
        return Read(source, markup, apart: true);
    }

    private static FoldedText Read(string source, bool markup, bool apart)
    {
        var folded = new FoldedText(source, apart) { _markup = markup };
        folded.Read(markup);
        folded.Folded = folded._folded.ToString();
        return folded;
    }

    /// <summary>Where in the source a place of the folded text comes from.</summary>
    public int Origin(int at) => at < _origins.Count ? _origins[at] : _source.Length;

    /// <summary>What stood there, as it was written, with a little of what is around it.</summary>
    public string Excerpt(int begin, int end)
    {
        if (_origins.Count == 0)
        {
            return string.Empty;
        }

        var first = _origins[begin];
        var last = _origins[Math.Min(end, _origins.Count) - 1] + 1;
        var more = WordEnd(Math.Min(_source.Length, last + Math.Max(0, 100 - (last - first))));
        var stop = _source.AsSpan(last, more - last).IndexOfAny("\r\n<\"}");
        return _source[first..(stop < 0 ? more : last + stop)].Trim();
    }

    // A secret that the text repeats is taken out where it stands whole, and would be shown where it was cut in two.
    private int WordEnd(int at)
    {
        if (at == 0 || at == _source.Length || char.IsWhiteSpace(_source[at - 1]))
        {
            return at;
        }

        var rest = _source.AsSpan(at, Math.Min(LongestWord, _source.Length - at));
        var end = 0;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
        {
            end++;
        }

        return at + end;
    }

    private void Read(bool markup)
    {
        for (var at = 0; at < _source.Length; )
        {
            var letter = _source[at];
            if (markup && letter == '<' && Tag(at) is { } afterTag)
            {
                at = afterTag;
            }
            else if (letter == '&' && Entity(at) is { } entity)
            {
                Put(entity.Letter, at);
                at += entity.Length;
            }
            else if (letter == '\\' && Escape(at) is { } escape)
            {
                Put(escape.Letter, at);
                at += escape.Length;
            }
            else if (letter is 'h' or 'H' && AddressEnd(at) is { } afterAddress)
            {
                at = afterAddress;
            }
            else if (letter == '"' && EndsMember(at) is { } afterMember)
            {
                Append('\n', at);
                at = afterMember;
            }
            else
            {
                PutWord(letter, at);
                at++;
            }
        }
    }

    // A quoted value ends and another member or parameter follows: no phrase runs on from the one into the other.
    private int? EndsMember(int at)
    {
        var next = at + 1;
        while (next < _source.Length && next - at < 64 && char.IsWhiteSpace(_source[next]))
        {
            next++;
        }

        return next < _source.Length && _source[next] is ',' or '}' or ']' ? next + 1 : null;
    }

    private void PutWord(char letter, int at)
    {
        if (_apart && char.IsUpper(letter) && BeginsWord(at))
        {
            Space(at);
        }

        if (letter == '_' || (letter == '-' && IsWord(at - 1) && IsWord(at + 1)))
        {
            Space(at);
        }
        else
        {
            Put(letter, at);
        }
    }

    // tokenExpired and JWTExpired; not the second letter of OAuth.
    private bool BeginsWord(int at) =>
        at > 0
        && (
            char.IsLower(_source[at - 1])
            || (
                at > 1
                && char.IsUpper(_source[at - 1])
                && char.IsUpper(_source[at - 2])
                && at + 1 < _source.Length
                && char.IsLower(_source[at + 1])
            )
        );

    private bool IsWord(int at) => at >= 0 && at < _source.Length && char.IsLetterOrDigit(_source[at]);

    private void Put(char letter, int at)
    {
        switch (letter)
        {
            case '"' or '\'' or '`' or '\u2018' or '\u2019' or '\u201c' or '\u201d' or '\u00ab' or '\u00bb':
                break;
            case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014':
                Append('-', at);
                break;
            case var space when char.IsWhiteSpace(space) || char.IsControl(space):
                Space(at);
                break;
            default:
                Append(char.ToLowerInvariant(letter), at);
                break;
        }
    }

    private void Space(int at)
    {
        if (_folded.Length > 0 && _folded[^1] is not (' ' or '\n'))
        {
            Append(' ', at);
        }
    }

    private void Append(char letter, int at)
    {
        _folded.Append(letter);
        _origins.Add(at);
    }

    private int? Tag(int at)
    {
        if (at + 1 >= _source.Length || !(char.IsAsciiLetter(_source[at + 1]) || _source[at + 1] is '/' or '!' or '?'))
        {
            return null;
        }

        if (Begins(at, "<!--"))
        {
            return After("-->", at) ?? _source.Length;
        }

        foreach (var hidden in (ReadOnlySpan<string>)["script", "style"])
        {
            if (Begins(at + 1, hidden))
            {
                return After("</" + hidden, at) ?? _source.Length;
            }
        }

        var reach = Math.Min(LongestTag, _source.Length - at);
        var close = _source.AsSpan(at, reach).IndexOf('>');
        if (close < 0)
        {
            return null;
        }

        var name = _source.AsSpan(at + 1, close - 1).TrimStart('/');
        var nameEnd = name.IndexOfAny(NameEnds);
        if (nameEnd >= 0)
        {
            name = name[..nameEnd];
        }

        if (!IsInline(name) && _folded.Length > 0 && _folded[^1] != '\n')
        {
            Append('\n', at);
        }

        return at + close + 1;
    }

    private static bool IsInline(ReadOnlySpan<char> name)
    {
        foreach (var inline in Inline)
        {
            if (name.Equals(inline, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private (char Letter, int Length)? Entity(int at)
    {
        foreach (var (written, letter) in Entities)
        {
            if (Begins(at, written))
            {
                return (letter, written.Length);
            }
        }

        return null;
    }

    private (char Letter, int Length)? Escape(int at)
    {
        if (at + 1 >= _source.Length)
        {
            return null;
        }

        return _source[at + 1] switch
        {
            'n' or 'r' or 't' => (' ', 2),
            '"' => ('"', 2),
            '/' => ('/', 2),
            'u'
                when at + 6 <= _source.Length
                    && ushort.TryParse(
                        _source.AsSpan(at + 2, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var code
                    ) => ((char)code, 6),
            _ => null,
        };
    }

    private int? AddressEnd(int at)
    {
        if (!Begins(at, "http://") && !Begins(at, "https://"))
        {
            return null;
        }

        var end = at + 7;
        while (
            end < _source.Length
            && !char.IsWhiteSpace(_source[end])
            && !"\"'<>`)]},;|".Contains(_source[end], StringComparison.Ordinal)
        )
        {
            end++;
        }

        return end;
    }

    private bool Begins(int at, string with) =>
        string.Compare(_source, at, with, 0, with.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private int? After(string mark, int at) =>
        _source.IndexOf(mark, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var found
            ? found + mark.Length
            : null;
}
