namespace Gatehouse.Lab.Dress.Servers;

/// <summary>Apache httpd with <c>mod_auth_basic</c> and <c>mod_auth_digest</c>.</summary>
internal sealed class ApacheDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "apache";

    /// <inheritdoc/>
    public override string Server =>
        "Apache httpd with mod_auth_basic or mod_auth_digest: who is signed in and may not gets the same 401";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        var page = Page(
            401,
            """
            This server could not verify that you
            are authorized to access the document
            requested.  Either you supplied the wrong
            credentials (e.g., bad password), or your
            browser doesn't understand how to supply
            the credentials required.
            """
        );
        if (!context.Is("Digest"))
        {
            return page.Asking(Basic(context.Realm));
        }

        (string, string)[] parameters =
        [
            ("realm", context.Realm),
            ("nonce", "BjDBcsdgBgA=99545934a235935f3d7ee66836ab2bad6733069e"),
            ("algorithm", "MD5"),
            ("stale", "true"),
            ("qop", "auth"),
        ];
        return page.Asking(
            context.Digest([
                .. parameters.Where(parameter =>
                    parameter.Item1 != "stale" || context.Situation == DressSituation.Expired
                ),
            ])
        );
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause.Family == "access" ? Unauthenticated(context) : Other(context, 403);

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Page(
            status,
            status switch
            {
                400 => "Your browser sent a request that this server could not understand.",
                403 => "You don't have permission to access this resource.",
                404 => "The requested URL was not found on this server.",
                _ => $"The server answers {Phrase(status)}.",
            }
        );

    /// <inheritdoc/>
    protected override DressedAnswer TooLarge(DressContext context) =>
        Page(
            400,
            "Your browser sent a request that this server could not understand.<br />\n"
                + "Size of a request header field exceeds server limit."
        );

    private static DressedAnswer Page(int status, string text) =>
        DressedAnswer
            .Of(
                status,
                "text/html; charset=iso-8859-1",
                $"""
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
                <html><head>
                <title>{status} {Phrase(status)}</title>
                </head><body>
                <h1>{Phrase(status)}</h1>
                <p>{text}</p>
                </body></html>

                """
            )
            .With("Server", "Apache");
}
