namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A scope, or a permission (RFC 6749 section 3.3).</summary>
internal sealed class ScopeKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "scope";

    /// <inheritdoc/>
    public override string Explanation =>
        "A scope token of RFC 6749 section 3.3: printable ASCII without space, quote and backslash. Permissions are written the same way.";

    /// <inheritdoc/>
    protected override string Pattern => "^[!#-\\[\\]-~]+$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (text.Contains(' ', StringComparison.Ordinal))
        {
            return Bad(
                "a scope has no space",
                $"Write them one by one: [{string.Join(", ", text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Excerpt.Of))}]."
            );
        }

        return text.Length is > 0 and <= 255 && text.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'))
            ? Good(text)
            : Bad("a scope is printable ASCII without space, quote and backslash");
    }
}
