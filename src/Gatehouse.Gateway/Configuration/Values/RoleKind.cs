namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The name of a role: it must fit a comma-separated header field.</summary>
internal sealed class RoleKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "role";

    /// <inheritdoc/>
    public override string Explanation =>
        "Printable ASCII without comma, because roles are told to upstreams as a comma-separated list.";

    /// <inheritdoc/>
    protected override string Pattern => "^[!-+\\--~]([ -+\\--~]*[!-+\\--~])?$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.Contains(',', StringComparison.Ordinal))
        {
            return Bad("a role is printable ASCII without comma, because upstreams are told a comma-separated list");
        }

        return text.Length is 0 or > 100 || text[0] == ' ' || text[^1] == ' '
            ? Bad("a role is 1 to 100 characters long, without space at either end")
            : Good(text);
    }
}
