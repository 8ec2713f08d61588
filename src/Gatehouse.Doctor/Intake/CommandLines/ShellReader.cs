using System.Text;

namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>Splits one command into words by the rules of its shell. One pass; never fails.</summary>
internal sealed class ShellReader
{
    private static readonly string[] VariableWords =
    [
        "token",
        "pass",
        "key",
        "secret",
        "user",
        "auth",
        "jwt",
        "cred",
        "login",
        "name",
        "url",
        "host",
        "cookie",
        "header",
        "bearer",
    ];

    private const int LongestName = 100;

    // What is opened and never closed is looked for this often; each time goes to the end of the text.
    private const int MostUnclosed = 100;

    private readonly string _text;
    private readonly ShellDialect _dialect;
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly List<ShellWord> _words = [];
    private readonly List<ShellRemark> _lineRemarks = [];
    private readonly StringBuilder _word = new();
    private List<ShellRemark> _remarks = [];
    private bool _inWord;
    private int _depth;
    private int _unclosed;
    private int _backslashesEnd;
    private int _at;

    private ShellReader(string text, ShellDialect dialect, IReadOnlyDictionary<string, string> variables)
    {
        _text = text;
        _dialect = dialect;
        _variables = variables;
    }

    /// <summary>The first command of this text. <paramref name="variables"/> are those that earlier lines have set.</summary>
    public static ShellLine Read(string text, ShellDialect dialect, IReadOnlyDictionary<string, string> variables)
    {
        var reader = new ShellReader(text, dialect, variables);
        reader.Run();
        return new ShellLine(dialect, reader._words, reader._lineRemarks, text[Math.Min(reader._at, text.Length)..]);
    }

    private char Escape =>
        _dialect switch
        {
            ShellDialect.Cmd => '^',
            ShellDialect.PowerShell => '`',
            _ => '\\',
        };

    private void Run()
    {
        while (_at < _text.Length && Step()) { }
        EndWord();
    }

    private bool Step()
    {
        var letter = _text[_at];
        switch (letter)
        {
            case '\r' or '\n':
                return _dialect == ShellDialect.PowerShell && _depth > 0 ? SoftLineEnd() : LineEnd();
            case ' ' or '\t':
                _at++;
                EndWord();
                return true;
            case '#' when !_inWord && _dialect != ShellDialect.Cmd:
                SkipComment();
                return true;
            case ';' or '|' or '&' or '<' or '>' when IsOperator(letter):
                return Operator(letter);
            case '\'' when _dialect == ShellDialect.Cmd:
                Remark(ShellRemarkKind.SingleQuotesInCmd, "'");
                Take(letter);
                return true;
            case '\'':
                SingleQuoted();
                return true;
            case '"':
                DoubleQuoted();
                return true;
            case '$' when _dialect == ShellDialect.Posix && Next is '\'':
                _at++;
                AnsiQuoted();
                return true;
            case '$' when _dialect == ShellDialect.Posix && Next is '"':
                _at++;
                return true;
            case '$' when _dialect != ShellDialect.Cmd:
                Dollar();
                return true;
            case '%' when _dialect == ShellDialect.Cmd:
                Percent();
                return true;
            case '`' when _dialect == ShellDialect.Posix:
                Command('`');
                return true;
            case '\u2018' or '\u2019' or '\u201c' or '\u201d' or '\u201e' or '\u00ab' or '\u00bb':
                // PowerShell alone takes typographic quotation marks for the plain ones.
                if (_dialect != ShellDialect.PowerShell)
                {
                    Remark(ShellRemarkKind.SmartQuotes, letter.ToString());
                }

                Take(letter);
                return true;
            default:
                if (letter == Escape)
                {
                    Escaped();
                }
                else
                {
                    _depth += letter switch
                    {
                        '{' => 1,
                        '}' => -1,
                        _ => 0,
                    };
                    Take(letter);
                }

                return true;
        }
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    // Within the braces of a table a line's end divides entries, as a semicolon does.
    private bool SoftLineEnd()
    {
        EndWord();
        _words.Add(new ShellWord(";", []));
        _at++;
        return true;
    }

    private bool LineEnd()
    {
        EndWord();
        _at++;
        return _words.Count == 0;
    }

    private bool IsOperator(char letter) =>
        letter is ';' ? _dialect == ShellDialect.Posix || (_dialect == ShellDialect.PowerShell && _depth == 0)
        : letter is '<' or '>' ? _dialect != ShellDialect.PowerShell || letter == '>'
        : true;

    private bool Operator(char letter)
    {
        EndWord();
        if (letter is '<' or '>')
        {
            // A redirection: its file is no word of the command.
            if (letter == '>' && _words is [.., { Text: "1" or "2" }])
            {
                _words.RemoveAt(_words.Count - 1);
            }

            _at++;
            while (_at < _text.Length && _text[_at] is '>' or '&' or ' ' or '\t')
            {
                _at++;
            }

            while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('|' or ';' or '&'))
            {
                _at++;
            }

            return true;
        }

        var end = _text.AsSpan(_at).IndexOfAny('\r', '\n');
        var rest = end < 0 ? _text[_at..] : _text[_at..(_at + end)];
        var glued = _at > 0 && !char.IsWhiteSpace(_text[_at - 1]) && char.IsLetterOrDigit(Next);
        if (glued)
        {
            _lineRemarks.Add(new ShellRemark(ShellRemarkKind.Cut, rest));
        }

        _at += rest.Length;
        return false;
    }

    private void SkipComment()
    {
        while (_at < _text.Length && _text[_at] is not ('\r' or '\n'))
        {
            _at++;
        }
    }

    private void SingleQuoted()
    {
        var opened = ++_at;
        _inWord = true;
        while (_at < _text.Length)
        {
            if (_text[_at] == '\'')
            {
                if (_dialect == ShellDialect.PowerShell && Next == '\'')
                {
                    _at++;
                }
                else
                {
                    _at++;
                    NoteKeptVariables(_text.AsSpan(opened, _at - 1 - opened));
                    return;
                }
            }

            Take(_text[_at]);
        }

        Remark(ShellRemarkKind.Unclosed, "'");
    }

    // A dollar sign within a secret in single quotes is right; one that stands for a whole value is a variable that the
    // shell leaves alone.
    private void NoteKeptVariables(ReadOnlySpan<char> content)
    {
        for (var at = content.IndexOf('$'); at >= 0 && at + 1 < content.Length; )
        {
            var name = VariableName(content[(at + 1)..]);
            var end = at + 1 + name.Length;
            var begins = at == 0 || content[at - 1] is ' ' or ':' or '=' or '/';
            var ends = end >= content.Length || content[end] is ' ' or ':' or '@' or '&' or '/' or '"' or ',';
            if (name.Length > 1 && begins && ends)
            {
                Remark(ShellRemarkKind.VariableKept, "$" + name.ToString());
                return;
            }

            var next = content[(at + 1)..].IndexOf('$');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private void AnsiQuoted()
    {
        _at++;
        _inWord = true;
        while (_at < _text.Length && _text[_at] != '\'')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
                AnsiEscape();
            }
            else
            {
                Take(_text[_at]);
            }
        }

        if (_at >= _text.Length)
        {
            Remark(ShellRemarkKind.Unclosed, "'");
        }

        _at++;
    }

    private void AnsiEscape()
    {
        var letter = _text[_at];
        var digits = letter switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if (digits > 0)
        {
            var value = 0;
            var taken = 0;
            while (taken < digits && Next != '\0' && char.IsAsciiHexDigit(Next))
            {
                value = (value * 16) + Convert.ToInt32(Next.ToString(), 16);
                _at++;
                taken++;
            }

            _at++;
            if (taken > 0 && System.Text.Rune.IsValid(value))
            {
                _word.Append(new Rune(value).ToString());
            }

            return;
        }

        Take(
            letter switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'e' => '\u001b',
                '0' => '\0',
                _ => letter,
            }
        );
    }

    private void DoubleQuoted()
    {
        _at++;
        _inWord = true;
        while (_at < _text.Length)
        {
            var letter = _text[_at];
            switch (letter)
            {
                case '"':
                    _at++;
                    return;
                case '\\' when _dialect == ShellDialect.Cmd && Next is '"' or '\\' && QuoteFollowsBackslashes():
                    _at++;
                    Take(_text[_at]);
                    break;
                case '\\' when _dialect == ShellDialect.Posix && Next is '\n':
                    _at += 2;
                    break;
                case '\\' when _dialect == ShellDialect.Posix && Next is '$' or '"' or '\\' or '`':
                    _at++;
                    Take(_text[_at]);
                    break;
                case '`' when _dialect == ShellDialect.PowerShell && Next != '\0':
                    _at++;
                    Take(_text[_at]);
                    break;
                case '`' when _dialect == ShellDialect.Posix:
                    Command('`');
                    break;
                case '$' when _dialect != ShellDialect.Cmd:
                    Dollar();
                    break;
                case '%' when _dialect == ShellDialect.Cmd:
                    Percent();
                    break;
                case '!' when _dialect == ShellDialect.Posix && Next is not ('\0' or ' ' or '"' or '=' or '\n' or '\t'):
                    Remark(ShellRemarkKind.HistoryMark, "!");
                    Take(letter);
                    break;
                default:
                    Take(letter);
                    break;
            }
        }

        Remark(ShellRemarkKind.Unclosed, "\"");
    }

    private bool QuoteFollowsBackslashes()
    {
        // A run of them is looked at once.
        var at = Math.Max(_at, _backslashesEnd);
        while (at < _text.Length && _text[at] == '\\')
        {
            at++;
        }

        _backslashesEnd = at;
        return at < _text.Length && _text[at] == '"';
    }

    private void Escaped()
    {
        if (Next is '\r' or '\n')
        {
            // A line that goes on; the line end vanishes.
            _at += _text.AsSpan(_at + 1).StartsWith("\r\n") ? 3 : 2;
            return;
        }

        if (_dialect == ShellDialect.Posix && OnlySpacesBeforeLineEnd())
        {
            return;
        }

        if (_dialect == ShellDialect.Posix && char.IsAsciiLetterOrDigit(Next))
        {
            Remark(ShellRemarkKind.BackslashLost, "\\" + Next);
        }

        _at++;
        if (_at < _text.Length)
        {
            // The escaped quotation mark of cmd.exe still is one for the program that splits its arguments.
            if (_dialect == ShellDialect.Cmd && _text[_at] == '"')
            {
                CmdEscapedQuotes();
            }
            else
            {
                Take(_text[_at]);
            }
        }
    }

    // A continuation with blanks after it is meant as one; a paste adds them.
    private bool OnlySpacesBeforeLineEnd()
    {
        var at = _at + 1;
        while (at < _text.Length && _text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at == _at + 1 || at >= _text.Length || _text[at] is not ('\r' or '\n'))
        {
            return false;
        }

        _at = at + 1;
        return true;
    }

    // What browsers copy for cmd.exe: ^"...^" with a caret before every letter that means something.
    private void CmdEscapedQuotes()
    {
        _at++;
        _inWord = true;
        while (_at < _text.Length)
        {
            var letter = _text[_at];
            if (letter == '^' && Next == '"')
            {
                _at += 2;
                return;
            }

            if (letter == '^' && Next is '\\' && _text.AsSpan(_at).StartsWith("^\\^\""))
            {
                _at += 3;
                Take(_text[_at]);
            }
            else if (letter == '^' && Next != '\0')
            {
                _at++;
                Take(_text[_at]);
            }
            else
            {
                Take(letter);
            }
        }

        Remark(ShellRemarkKind.Unclosed, "\"");
    }

    private void Dollar()
    {
        var rest = _text.AsSpan(_at + 1);
        if (rest.Length > 0 && rest[0] == '(')
        {
            Command('(');
            return;
        }

        var braces = rest.Length > 0 && rest[0] == '{';
        var name = braces ? Braced(rest) : VariableName(rest).ToString();
        if (name.Length == 0)
        {
            Take('$');
            return;
        }

        var written = braces ? "${" + name + "}" : "$" + name;
        var key = name.StartsWith("env:", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
        _inWord = true;
        if (_variables.TryGetValue(key, out var value))
        {
            _word.Append(value);
        }
        else
        {
            var whole = (braces || LooksLikeVariable(name)) && BeginsValue() && EndsValue(_at + written.Length);
            Remark(whole ? ShellRemarkKind.VariableReplaced : ShellRemarkKind.DollarInside, written);
            _word.Append(written);
        }

        _at += written.Length;
    }

    // Names of variables are written in capitals or say what they hold; "$ecret1" is a password.
    private static bool LooksLikeVariable(string name) =>
        name.StartsWith("env:", StringComparison.OrdinalIgnoreCase)
        || (
            name.Length > 1
            && name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_')
        )
        || VariableWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Braced(ReadOnlySpan<char> rest)
    {
        var close = rest[..Math.Min(rest.Length, LongestName)].IndexOf('}');
        return close > 1 ? rest[1..close].ToString() : string.Empty;
    }

    private bool BeginsValue() =>
        _word.Length == 0 || _word[^1] is ' ' or ':' or '=' or '/' or '@' or ',' or '\t' or '"' or '}';

    private bool EndsValue(int at) =>
        at >= _text.Length
        || _text[at]
            is '"'
                or ' '
                or ':'
                or '@'
                or '&'
                or '/'
                or '\''
                or '\r'
                or '\n'
                or '\t'
                or ','
                or '$'
                or '?'
                or '\\';

    private ReadOnlySpan<char> VariableName(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0)
        {
            return [];
        }

        if (rest[0] == '{')
        {
            var close = rest[..Math.Min(rest.Length, LongestName)].IndexOf('}');
            return close > 1 ? rest[..(close + 1)] : [];
        }

        if (_dialect == ShellDialect.PowerShell && rest.StartsWith("env:", StringComparison.OrdinalIgnoreCase))
        {
            var length = 4;
            while (length < rest.Length && IsNameLetter(rest[length]))
            {
                length++;
            }

            return rest[..length];
        }

        if (char.IsAsciiDigit(rest[0]) || rest[0] is '$' or '!' or '#' or '*' or '@' or '-' or '?')
        {
            return _dialect == ShellDialect.Posix && rest[0] is not ('@' or '-' or '?') ? rest[..1] : [];
        }

        var end = 0;
        while (end < rest.Length && IsNameLetter(rest[end]))
        {
            end++;
        }

        return rest[..end];
    }

    private static bool IsNameLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private void Percent()
    {
        var close = _text.AsSpan(_at + 1, Math.Min(_text.Length - _at - 1, LongestName)).IndexOf('%');
        if (close <= 0 || !IsName(_text.AsSpan(_at + 1, close)))
        {
            Take('%');
            return;
        }

        var name = _text.Substring(_at + 1, close);
        if (_variables.TryGetValue(name, out var value))
        {
            _word.Append(value);
        }
        else
        {
            Remark(ShellRemarkKind.VariableReplaced, $"%{name}%");
            _word.Append('%').Append(name).Append('%');
        }

        _inWord = true;
        _at += close + 2;
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!IsNameLetter(letter))
            {
                return false;
            }
        }

        return text.Length > 0 && !char.IsAsciiDigit(text[0]);
    }

    private void Command(char open)
    {
        var start = _at;
        var close =
            _unclosed > MostUnclosed ? -1
            : open == '`' ? _text.IndexOf('`', _at + 1)
            : ClosingBracket(_at + 1);
        if (close < 0)
        {
            _unclosed++;
            Take(_text[_at]);
            return;
        }

        _inWord = true;
        _word.Append(_text, start, close - start + 1);
        Remark(ShellRemarkKind.CommandInside, _text[start..(close + 1)]);
        _at = close + 1;
    }

    private int ClosingBracket(int at)
    {
        var depth = 0;
        for (; at < _text.Length; at++)
        {
            if (_text[at] == '(')
            {
                depth++;
            }
            else if (_text[at] == ')' && --depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    private void Take(char letter)
    {
        _inWord = true;
        _word.Append(letter);
        _at++;
    }

    private void Remark(ShellRemarkKind kind, string text) => _remarks.Add(new ShellRemark(kind, text));

    private void EndWord()
    {
        if (!_inWord)
        {
            return;
        }

        _words.Add(new ShellWord(_word.ToString(), _remarks));
        _word.Clear();
        _remarks = [];
        _inWord = false;
    }
}
