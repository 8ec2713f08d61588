namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The pattern of a route's paths.</summary>
internal sealed class PathPatternKind : ScalarKind<RoutePath>
{
    /// <inheritdoc/>
    public override string Kind => "path pattern";

    /// <inheritdoc/>
    public override string Explanation =>
        "A path from its first slash. A segment `*` is any one segment; `**` at the end is any number of them, also none: "
        + "`/api/**` covers `/api` too. Compared in canonical form, case told apart.";

    /// <inheritdoc/>
    protected override string Pattern => "^/[^?#\\\\]*$";

    /// <inheritdoc/>
    public override ScalarReading<RoutePath> Read(string text) =>
        RoutePath.TryParse(text, out var path, out var wrong, out var fix) ? Good(path!) : Bad(wrong!, fix);
}
