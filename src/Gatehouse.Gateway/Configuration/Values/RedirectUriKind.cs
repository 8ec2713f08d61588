namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>Where an application receives codes (RFC 6749 section 3.1.2, RFC 8252 section 7).</summary>
internal sealed class RedirectUriKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "redirect URI";

    /// <inheritdoc/>
    public override string Explanation =>
        "An absolute `https://` address, `http://` on a loopback address, or a private scheme in reverse-domain form "
        + "(`com.example.app:/cb`); without fragment, compared byte for byte.";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (
            text.Any(c => c is <= ' ' or > '~' or '\\' or '*')
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || text.StartsWith('/')
        )
        {
            return Bad("that is no absolute URI of plain ASCII without pattern");
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return Bad("a redirect URI has no fragment (RFC 6749 section 3.1.2)");
        }

        if (uri.Scheme is "http" or "https")
        {
            return !UrlKind.TryRead(text, out var url, out var wrong, out var fix) ? Bad(wrong!, fix)
                : uri.Scheme == "http" && !UrlKind.IsLoopback(url!)
                    ? Bad(
                        "plain http would show the code to everybody on the way",
                        "Use https; http is for loopback addresses."
                    )
                : Good(text);
        }

        return uri.Scheme.Contains('.', StringComparison.Ordinal)
            ? Good(text)
            : Bad(
                "a private scheme is a domain of yours in reverse (RFC 8252 section 7.1)",
                "For example com.example.app:/cb."
            );
    }
}
