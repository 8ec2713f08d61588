namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>Where a browser is sent: a path of this site, or an absolute address.</summary>
internal sealed class LinkKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "link";

    /// <inheritdoc/>
    public override string Explanation =>
        "A path of this site (`/new/`) or an absolute `http://` or `https://` address.";

    /// <inheritdoc/>
    protected override string Pattern => "^(/([^/\\\\\\s#][^\\\\\\s#]*)?|https?://[^@#\\s\\\\]+)$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (!text.StartsWith('/'))
        {
            return UrlKind.TryRead(text, out _, out var wrong, out var fix) ? Good(text) : Bad(wrong!, fix);
        }

        // "//evil.example" and "/\evil.example" are other sites to a browser.
        if (text.StartsWith("//", StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal))
        {
            return Bad("browsers take that for another site", "Write one slash, or the whole address.");
        }

        return text.Any(c => c is <= ' ' or '#' or > '~')
            ? Bad("a path here has no spaces, fragment and characters beyond ASCII", "Escape them: %20.")
            : Good(text);
    }
}
