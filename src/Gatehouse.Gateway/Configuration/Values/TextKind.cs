namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A text of printable ASCII: what may stand in a header field or a protocol's parameter.</summary>
internal sealed class TextKind(int most = 255) : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "text";

    /// <inheritdoc/>
    public override string Explanation => "Printable ASCII characters, not empty, no space at either end.";

    /// <inheritdoc/>
    protected override string Pattern => "^[!-~]([ -~]*[!-~])?$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return Bad("it must be printable ASCII, because it stands in header fields");
        }

        if (text.Length == 0 || text[0] == ' ' || text[^1] == ' ')
        {
            return Bad("it must not be empty, begin or end with a space");
        }

        return text.Length > most
            ? Bad(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it is longer than {most} characters")
            )
            : Good(text);
    }
}
