namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>An absolute http or https address.</summary>
internal sealed class UrlKind(bool pathAllowed = true, bool queryAllowed = false) : ScalarKind<Uri>
{
    /// <inheritdoc/>
    public override string Kind => "address";

    /// <inheritdoc/>
    public override string Explanation =>
        "An absolute `http://` or `https://` address, without user, password and fragment.";

    /// <inheritdoc/>
    public override string Words => pathAllowed ? Kind : "address without path";

    /// <inheritdoc/>
    protected override string Pattern => "^https?://[^@#\\s\\\\]+$";

    /// <inheritdoc/>
    public override ScalarReading<Uri> Read(string text)
    {
        if (!TryRead(text, out var url, out var wrong, out var fix))
        {
            return Bad(wrong!, fix);
        }

        if (!queryAllowed && url!.Query.Length > 0)
        {
            return Bad("an address here has no query", $"Write {Excerpt.Of(url.GetLeftPart(UriPartial.Path))}.");
        }

        return !pathAllowed && url!.AbsolutePath != "/"
            ? Bad("an address here has no path", $"Write {Excerpt.Of(url.GetLeftPart(UriPartial.Authority))}.")
            : Good(url!);
    }

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonNode? ToJson(Uri value) =>
        value.AbsolutePath == "/" ? value.GetLeftPart(UriPartial.Authority) : value.AbsoluteUri;

    /// <summary>Whether an address stays on this machine.</summary>
    public static bool IsLoopback(Uri url) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (
            System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
            && System.Net.IPAddress.IsLoopback(address)
        );

    /// <summary>What every address must meet.</summary>
    internal static bool TryRead(string text, out Uri? url, out string? wrong, out string? fix)
    {
        url = null;
        wrong = null;
        fix = null;
        if (
            !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        )
        {
            wrong = "an address begins with http:// or https://";
            fix = text.Contains("://", StringComparison.Ordinal)
                ? null
                : $"For example https://{Excerpt.Of(text.TrimStart('/'))}.";
        }
        else if (text.Any(c => c <= ' ' || c == '\\' || c == '\x7F'))
        {
            wrong = "an address has no spaces, backslashes and control characters";
        }
        else if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Host.Length == 0)
        {
            wrong = "that can't be read as an address";
        }
        else if (url.UserInfo.Length > 0 || text.AsSpan(8).Contains('@'))
        {
            wrong = "an address must not hold a user or password";
            fix = "Remove them; for upstreams, write them as `credentials`.";
        }
        else if (text.Contains('#', StringComparison.Ordinal))
        {
            wrong = "an address here has no fragment";
        }

        return wrong is null;
    }
}
