using System.Net;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>An address to listen on.</summary>
internal sealed class ListenKind : ScalarKind<Uri>
{
    /// <inheritdoc/>
    public override string Kind => "listen address";

    /// <inheritdoc/>
    public override string Explanation =>
        "`http://` or `https://`, an IP address or `localhost`, and a port: `http://127.0.0.1:8080`, `https://0.0.0.0:443`, "
        + "`\"http://[::]:8080\"`. Port 0 takes any free one.";

    /// <inheritdoc/>
    protected override string Pattern => "^https?://[^/@#?\\s\\\\]+/?$";

    /// <inheritdoc/>
    public override ScalarReading<Uri> Read(string text)
    {
        if (text.Contains("://*", StringComparison.Ordinal) || text.Contains("://+", StringComparison.Ordinal))
        {
            return Bad("a listen address names an IP address", "For every address, write 0.0.0.0 or [::].");
        }

        if (!UrlKind.TryRead(text, out var url, out var wrong, out var fix))
        {
            return Bad(wrong!, fix);
        }

        if (url!.PathAndQuery != "/")
        {
            return Bad("a listen address has no path", $"Write {Excerpt.Of(url.GetLeftPart(UriPartial.Authority))}.");
        }

        return url.Host != "localhost" && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _)
            ? Bad(
                "a listen address names an IP address or localhost",
                "Write the machine's address, or 0.0.0.0 for every one; the site's name belongs in `public-url`."
            )
            : Good(url);
    }

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonNode? ToJson(Uri value) => value.GetLeftPart(UriPartial.Authority);
}
