namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The path that names a resource below the site's own address (RFC 9728 section 1.2).</summary>
internal sealed class ResourcePathKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "resource path";

    /// <inheritdoc/>
    public override string Explanation =>
        "A path of this site, without query, pattern and slash at its end: `/mcp`. With `public-url` before it, it is the "
        + "resource's identifier.";

    /// <inheritdoc/>
    protected override string Pattern => "^(/[A-Za-z0-9._~-]+)+$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text) =>
        text.Length > 1
        && text[0] == '/'
        && text[^1] != '/'
        && !text.Contains("//", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '~' or '-')
        && !text.Split('/').Any(segment => segment is "." or "..")
            ? Good(text)
            : Bad("a resource is named by a plain path of this site", "For example /mcp.");
}
