using System.Text;

namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// A position in the text of one field value, and one method a production. A method that returns false has set
/// <see cref="Fault"/>. No method looks back, so reading takes time in proportion to the text.
/// </summary>
internal ref struct ChallengeCursor
{
    private static readonly ParsedChallenge Nothing = new(string.Empty, Token68: null, []);

    private readonly ReadOnlySpan<char> _text;
    private readonly List<GrammarFault>? _tolerated;

    /// <param name="text">The field value, obs-folds already replaced.</param>
    /// <param name="tolerated">Where a lenient reading notes what it forgave; null reads strictly.</param>
    public ChallengeCursor(ReadOnlySpan<char> text, List<GrammarFault>? tolerated = null)
    {
        _text = text;
        _tolerated = tolerated;
    }

    /// <summary>Why the last method returned false.</summary>
    public GrammarFault Fault { get; private set; }

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _text.Length;

    private readonly ReadOnlySpan<char> Rest => _text[Position..];

    /// <summary>RFC 9110 section 11.6.1: <c>WWW-Authenticate = #challenge</c>, to the end of the text.</summary>
    public bool ReadChallenges(List<ParsedChallenge> challenges)
    {
        for (SkipSeparators(); !AtEnd; SkipSeparators())
        {
            if (!ReadChallenge(out var challenge))
            {
                return false;
            }

            challenges.Add(challenge);
        }

        return true;
    }

    /// <summary>RFC 9110 section 11.4: <c>credentials</c>, to the end of the text. They are no list: only one can stand there.</summary>
    public bool ReadCredentials(out ParsedChallenge credentials)
    {
        SkipWhitespace();
        if (!ReadChallenge(out credentials))
        {
            return false;
        }

        SkipWhitespace();
        return AtEnd || Fail("credentials", "the end: one scheme and its token68 or parameters are all");
    }

    /// <summary>
    /// RFC 9110 section 11.3: <c>challenge = auth-scheme [ 1*SP ( token68 / #auth-param ) ]</c>. Leaves the cursor at a
    /// comma, at the end, or where the next challenge starts.
    /// </summary>
    public bool ReadChallenge(out ParsedChallenge challenge)
    {
        challenge = Nothing;
        if (!ReadScheme(out var scheme) || !ReadSchemeEnd(out var alone))
        {
            return false;
        }

        if (alone)
        {
            challenge = new ParsedChallenge(scheme, Token68: null, []);
            return true;
        }

        if (TryReadToken68(out var token68))
        {
            challenge = new ParsedChallenge(scheme, token68, []);
            return true;
        }

        var parameters = new List<ParsedParameter>();
        if (!ReadParameters(parameters))
        {
            return false;
        }

        challenge = new ParsedChallenge(scheme, Token68: null, parameters);
        return true;
    }

    /// <summary>RFC 9110 section 5.6.1.2: a recipient passes over empty elements of a list.</summary>
    public void SkipSeparators()
    {
        SkipWhitespace();
        while (!AtEnd && _text[Position] == ',')
        {
            Position++;
            SkipWhitespace();
        }
    }

    /// <summary>For a lenient reading: on to the next comma that is not in quotes, or to the end.</summary>
    public void SkipElement()
    {
        while (!AtEnd && _text[Position] != ',')
        {
            if (_text[Position] == '"')
            {
                SkipQuoted();
            }
            else
            {
                Position++;
            }
        }
    }

    /// <summary>True at <c>token BWS "="</c>: within a list this can only be a parameter.</summary>
    public readonly bool IsAtParameter()
    {
        var name = AuthGrammar.TokenLength(Rest);
        var equals = name + AuthGrammar.WhitespaceLength(Rest[name..]);
        return name > 0 && equals < Rest.Length && Rest[equals] == '=';
    }

    /// <summary>RFC 9110 section 11.1: <c>auth-scheme = token</c>.</summary>
    private bool ReadScheme(out string scheme)
    {
        var length = AuthGrammar.TokenLength(Rest);
        scheme = Rest[..length] switch
        {
            "Basic" => "Basic",
            "Bearer" => "Bearer",
            "Digest" => "Digest",
            var word => word.ToString(),
        };
        Position += length;
        return length > 0 || Fail("auth-scheme", "the name of a scheme");
    }

    /// <summary>RFC 9110 section 11.3: <c>1*SP</c>, or nothing before a comma or the end.</summary>
    private bool ReadSchemeEnd(out bool alone)
    {
        var spaces = Rest.IndexOfAnyExcept(' ');
        spaces = spaces < 0 ? Rest.Length : spaces;
        alone = IsElementEnd() && (spaces == 0 || AuthGrammar.WhitespaceLength(Rest) == Rest.Length);
        if (alone)
        {
            return true;
        }

        Position += spaces;
        var tabbed = !AtEnd && _text[Position] == '\t' && !IsElementEnd();
        if (tabbed && Tolerate(Position, "challenge", "spaces alone between the scheme and what follows it"))
        {
            SkipWhitespace();
            return true;
        }

        return (spaces > 0 && !tabbed) || Fail("challenge", "a space, a comma or the end after the scheme");
    }

    /// <summary>RFC 9110 section 11.2: a <c>token68</c> that is all there is up to the next comma or the end.</summary>
    private bool TryReadToken68(out string? token68)
    {
        var start = Position;
        var length = AuthGrammar.Token68Length(Rest);
        Position += length;
        if (length == 0 || !IsElementEnd())
        {
            Position = start;
            token68 = null;
            return false;
        }

        token68 = _text.Slice(start, length).ToString();
        return true;
    }

    /// <summary>
    /// RFC 9110 section 11.3: <c>#auth-param</c>. An element after a comma that is no parameter starts the next challenge.
    /// </summary>
    private bool ReadParameters(List<ParsedParameter> parameters)
    {
        if (!IsElementEnd())
        {
            if (!IsAtParameter())
            {
                return Fail("challenge", "a token68 or a parameter after the scheme");
            }

            if (!ReadParameter(parameters))
            {
                return false;
            }
        }

        for (SkipSeparators(); IsAtParameter(); SkipSeparators())
        {
            if (!ReadParameter(parameters))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>RFC 9110 section 11.2: <c>auth-param = token BWS "=" BWS ( token / quoted-string )</c>, at a name.</summary>
    private bool ReadParameter(List<ParsedParameter> parameters)
    {
        var length = AuthGrammar.TokenLength(Rest);
        var name = Rest[..length].ToString();
        Position += length;
        SkipWhitespace();
        Position++;
        SkipWhitespace();
        var quoted = !AtEnd && _text[Position] == '"';
        if (!(quoted ? ReadQuotedString(out var value) : ReadTokenValue(out value)))
        {
            return false;
        }

        parameters.Add(new ParsedParameter(name, value, quoted));
        return IsElementEnd() || Fail("auth-param", "a comma or the end after the parameter");
    }

    /// <summary>RFC 9110 section 5.6.2: a <c>token</c> as a value.</summary>
    private bool ReadTokenValue(out string value)
    {
        var length = AuthGrammar.TokenLength(Rest);
        value = Rest[..length].ToString();
        Position += length;
        return length > 0 || Fail("auth-param", "a token or a quoted string after the equals sign");
    }

    /// <summary>RFC 9110 section 5.6.4: <c>quoted-string</c>, at its first quote.</summary>
    private bool ReadQuotedString(out string value)
    {
        var start = Position + 1;
        var closed = SkipQuoted();
        var inside = _text[start..(closed ? Position - 1 : Position)];
        value = string.Empty;
        var unquotable = AuthGrammar.IndexOfUnquotable(inside);
        if (unquotable >= 0)
        {
            return Fail(start + unquotable, "quoted-string", "no control characters and none beyond one octet");
        }

        if (!closed && !Tolerate(start - 1, "quoted-string", "a closing quote"))
        {
            return Fail(start - 1, "quoted-string", "a closing quote");
        }

        value = Unescape(inside);
        return true;
    }

    /// <summary>RFC 9110 section 5.6.4: <c>quoted-pair</c> stands for the character after the backslash.</summary>
    private static string Unescape(ReadOnlySpan<char> inside)
    {
        var escape = inside.IndexOf('\\');
        if (escape < 0)
        {
            return inside.ToString();
        }

        var text = new StringBuilder(inside.Length);
        for (; escape >= 0; escape = inside.IndexOf('\\'))
        {
            text.Append(inside[..escape]);
            inside = inside[(escape + 1)..];
            if (inside.Length > 0)
            {
                text.Append(inside[0]);
                inside = inside[1..];
            }
        }

        return text.Append(inside).ToString();
    }

    /// <summary>From a quote to behind the one that closes it; false at the end of the text.</summary>
    private bool SkipQuoted()
    {
        Position++;
        while (!AtEnd)
        {
            var special = Rest.IndexOfAny('"', '\\');
            if (special < 0)
            {
                break;
            }

            var closing = Rest[special] == '"';
            Position = Math.Min(Position + special + (closing ? 1 : 2), _text.Length);
            if (closing)
            {
                return true;
            }
        }

        Position = _text.Length;
        return false;
    }

    /// <summary>RFC 9110 section 5.6.3: <c>OWS</c> and <c>BWS</c>.</summary>
    private void SkipWhitespace() => Position += AuthGrammar.WhitespaceLength(Rest);

    /// <summary>True where, past optional whitespace, an element of a list is over.</summary>
    private readonly bool IsElementEnd()
    {
        var whitespace = AuthGrammar.WhitespaceLength(Rest);
        return whitespace == Rest.Length || Rest[whitespace] == ',';
    }

    private readonly bool Tolerate(int position, string production, string expected)
    {
        _tolerated?.Add(new GrammarFault(position, production, expected));
        return _tolerated is not null;
    }

    private bool Fail(string production, string expected) => Fail(Position, production, expected);

    private bool Fail(int position, string production, string expected)
    {
        Fault = new GrammarFault(position, production, expected);
        return false;
    }
}
