using System.Buffers;

namespace Gatehouse.Protocol.Challenges;

/// <summary>The character classes of RFC 9110 that challenges and credentials are made of.</summary>
internal static class AuthGrammar
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>RFC 9110 section 5.6.2: <c>tchar</c>.</summary>
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(Alphanumeric + "!#$%&'*+-.^_`|~");

    /// <summary>RFC 9110 section 11.2: <c>token68</c> without its trailing equals signs.</summary>
    private static readonly SearchValues<char> Token68Characters = SearchValues.Create(Alphanumeric + "-._~+/");

    /// <summary>RFC 9110 section 5.6.4: what can stand in a <c>quoted-string</c>, escaped or not.</summary>
    private static readonly SearchValues<char> QuotableCharacters = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x100).Select(octet => (char)octet).Where(IsQuotable))
    );

    /// <summary>RFC 9110 section 5.6.2: the length of the <c>token</c> at the start of the text; 0 is none.</summary>
    public static int TokenLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(TokenCharacters);
        return end < 0 ? text.Length : end;
    }

    /// <summary>RFC 9110 section 11.2: the length of the <c>token68</c> at the start of the text; 0 is none.</summary>
    public static int Token68Length(ReadOnlySpan<char> text)
    {
        var body = text.IndexOfAnyExcept(Token68Characters);
        if (body <= 0)
        {
            return body == 0 ? 0 : text.Length;
        }

        var padding = text[body..].IndexOfAnyExcept('=');
        return padding < 0 ? text.Length : body + padding;
    }

    /// <summary>RFC 9110 section 5.6.3: the length of the <c>OWS</c> or <c>BWS</c> at the start of the text.</summary>
    public static int WhitespaceLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(' ', '\t');
        return end < 0 ? text.Length : end;
    }

    public static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && TokenLength(text) == text.Length;

    public static bool IsToken68(ReadOnlySpan<char> text) => text.Length > 0 && Token68Length(text) == text.Length;

    /// <summary>The first character that no <c>quoted-string</c> can hold; -1 is none.</summary>
    public static int IndexOfUnquotable(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(QuotableCharacters);

    private static bool IsQuotable(char character) => character is '\t' or (>= ' ' and <= '\u00FF' and not '\u007F');
}
