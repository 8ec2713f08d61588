namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The name of a thing that the configuration declares.</summary>
internal sealed class NameKind : ScalarKind<string>
{
    private const int Most = 64;

    /// <inheritdoc/>
    public override string Kind => "name";

    /// <inheritdoc/>
    public override string Explanation =>
        "ASCII letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 64.";

    /// <inheritdoc/>
    protected override string Pattern => "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text) =>
        text.Length is > 0 and <= Most
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? Good(text)
            : Bad("a name has ASCII letters, digits, . _ and -, begins with a letter or digit, and is at most 64 long");
}
