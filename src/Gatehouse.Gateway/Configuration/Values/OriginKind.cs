namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A web origin as browsers send it (RFC 6454 section 6.2).</summary>
internal sealed class OriginKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "origin";

    /// <inheritdoc/>
    public override string Explanation =>
        "Scheme, host and, unless it is the usual one, port, as browsers send it: `https://shop.example`. `\"*\"` (in quotes) "
        + "alone is every origin, never with credentials.";

    /// <inheritdoc/>
    protected override string Pattern => "^(\\*|https?://[^/@#?\\s\\\\*]+)$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (text == "*")
        {
            return Good(text);
        }

        if (text == "null")
        {
            return Bad("`null` is what sandboxed pages of anybody send, so it can't be trusted");
        }

        if (!UrlKind.TryRead(text, out var url, out var wrong, out var fix))
        {
            return Bad(wrong!, fix);
        }

        // Browsers send a name of other letters than ASCII's in its encoded form.
        var authority = url!.IsDefaultPort ? url.IdnHost : FormattableString.Invariant($"{url.IdnHost}:{url.Port}");
        var origin =
            url.HostNameType == UriHostNameType.IPv6
                ? url.GetLeftPart(UriPartial.Authority)
                : $"{url.Scheme}://{authority}";
        return text.Contains('*', StringComparison.Ordinal) ? Bad("an origin is named whole, without pattern")
            : text == origin ? Good(text)
            : Bad("that is not how browsers send an origin", $"Write {Excerpt.Of(origin)}.");
    }
}
