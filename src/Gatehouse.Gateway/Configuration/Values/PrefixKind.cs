namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The beginning of paths, without pattern.</summary>
internal sealed class PrefixKind(bool slashAtEnd) : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => slashAtEnd ? "endpoint prefix" : "prefix";

    /// <inheritdoc/>
    public override string Explanation =>
        slashAtEnd
            ? "A path that begins and ends with a slash, without pattern: `/_gatehouse/`."
            : "The beginning of paths in whole segments, without slash at the end and without pattern: `/api`.";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (text.EndsWith('/') != slashAtEnd || text.Length < 2)
        {
            return slashAtEnd
                ? Bad("it begins and ends with a slash, with a name between", "For example /_gatehouse/.")
                : Bad("it ends without a slash, after at least one segment", "For example /api.");
        }

        if (!RoutePath.TryParse(text, out var path, out var wrong, out var fix))
        {
            return Bad(wrong!, fix);
        }

        return path!.IsOpen || path.Segments.Contains("*", StringComparer.Ordinal)
            ? Bad("a pattern makes no sense here")
            : Good(path.Text);
    }
}
