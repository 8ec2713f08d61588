namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A request method (RFC 9110 section 9.1).</summary>
internal sealed class MethodKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "method";

    /// <inheritdoc/>
    public override string Explanation =>
        "A request method as it stands in requests: `GET`, `POST`. Methods tell letters' case apart, so it is upper case.";

    /// <inheritdoc/>
    protected override string Pattern => "^[!#$%&'*+.^_`|~0-9A-Z-]+$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (!TokenKind.IsToken(text) || text == "*" || text.Length > 40)
        {
            return Bad("that is no request method", "Name each one, or leave the key out for any method.");
        }

        return text.Any(char.IsAsciiLetterLower)
            ? Bad("methods are written in upper case", $"Write {text.ToUpperInvariant()}.")
            : Good(text);
    }
}
