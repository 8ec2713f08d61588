namespace Gatehouse.Lab.Dress.Servers;

/// <summary>nginx with <c>auth_basic</c> and <c>server_tokens off</c>.</summary>
internal sealed class NginxDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "nginx";

    /// <inheritdoc/>
    public override string Server => "nginx with auth_basic: one page for every wrong or missing credential";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        Page(401, "401 Authorization Required").Asking(Basic(context.Realm));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status)
    {
        var words = status switch
        {
            405 => "Not Allowed",
            503 => "Service Temporarily Unavailable",
            504 => "Gateway Time-out",
            _ => Phrase(status),
        };
        return Page(status, $"{status} {words}") with { ReasonPhrase = words };
    }

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) => Other(context, 503);

    /// <inheritdoc/>
    protected override DressedAnswer TooLarge(DressContext context) =>
        Page(400, "400 Request Header Or Cookie Too Large", "400 Bad Request", "Request Header Or Cookie Too Large");

    private static DressedAnswer Page(int status, string title, string? heading = null, string? line = null) =>
        DressedAnswer
            .Of(
                status,
                "text/html",
                $"""
                <html>
                <head><title>{title}</title></head>
                <body>
                <center><h1>{heading ?? title}</h1></center>
                {(line is null ? "" : $"<center>{line}</center>\n")}<hr><center>nginx</center>
                </body>
                </html>

                """.ReplaceLineEndings("\r\n")
            )
            .With("Server", "nginx");
}
