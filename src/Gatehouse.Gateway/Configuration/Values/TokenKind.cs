namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The name of a header field (RFC 9110 section 5.1).</summary>
internal sealed class TokenKind : ScalarKind<string>
{
    private const string Symbols = "!#$%&'*+-.^_`|~";

    /// <inheritdoc/>
    public override string Kind => "header name";

    /// <inheritdoc/>
    public override string Explanation => "A token of RFC 9110: ASCII letters, digits and `-`, and a few other signs.";

    /// <inheritdoc/>
    protected override string Pattern => "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text) =>
        text == "*"
            ? Bad("`*` is not taken here: browsers read it as a name where credentials are sent", "Name each one.")
        : IsToken(text) && text.Length <= 100 ? Good(text)
        : Bad("that is no header name (a token of RFC 9110)");

    /// <summary>Whether a text is a token (RFC 9110 section 5.6.2).</summary>
    public static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c, StringComparison.Ordinal));
}
