using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Servers;

/// <summary>IIS with its error pages for callers from elsewhere, and http.sys in front of it.</summary>
internal sealed class IisDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "iis";

    /// <inheritdoc/>
    public override string Server =>
        "IIS: the sub-status is in its log alone; Windows authentication unless Basic or Digest";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        var page = Page(
            401,
            "Unauthorized: Access is denied due to invalid credentials.",
            "You do not have permission to view this directory or page using the credentials that you supplied."
        );
        if (context.Is("Basic"))
        {
            return page.Asking(Basic(context.Realm));
        }

        return context.Is("Digest")
            ? page.Asking(
                context.Digest(
                    ("qop", "auth"),
                    ("algorithm", "MD5-sess"),
                    ("nonce", "+Upgraded+v1a5c6f0de8d3c2b1907f6e5d4c3b2a190807f6e5d4c3b2a19"),
                    ("charset", "utf-8"),
                    ("realm", context.Realm)
                )
            )
            : page.Asking(Challenge.Create("Negotiate"), Challenge.Create("NTLM"));
    }

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            400 => FromKernel(400, "Bad Request", "The request is badly formed."),
            503 => FromKernel(503, "Service Unavailable", "The service is unavailable."),
            403 => Page(403, "Forbidden: Access is denied.", "These credentials may not see this directory or page."),
            404 => Page(404, "File or directory not found.", "It may have been removed or renamed."),
            405 => Page(405, "HTTP verb used to access this page is not allowed.", "Another method may be."),
            500 => Page(500, "Internal server error.", "Something is wrong with what was asked for."),
            _ => Page(status, Phrase(status) + ".", "The page cannot be shown."),
        };

    /// <inheritdoc/>
    protected override DressedAnswer TooLarge(DressContext context) =>
        FromKernel(400, "Bad Request - Request Too Long", "The size of the request headers is too long.");

    private static DressedAnswer Page(int status, string title, string text) =>
        DressedAnswer
            .Of(
                status,
                "text/html",
                $"""
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"/>
                <title>{status} - {title}</title>
                </head>
                <body>
                <div id="header"><h1>Server Error</h1></div>
                <div id="content">
                 <div class="content-container"><fieldset>
                  <h2>{status} - {title}</h2>
                  <h3>{text}</h3>
                 </fieldset></div>
                </div>
                </body>
                </html>

                """.ReplaceLineEndings("\r\n")
            )
            .With("Server", "Microsoft-IIS/10.0")
            .With("X-Powered-By", "ASP.NET");

    private static DressedAnswer FromKernel(int status, string heading, string text) =>
        DressedAnswer
            .Of(
                status,
                "text/html; charset=us-ascii",
                $"""
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">
                <HTML><HEAD><TITLE>{heading}</TITLE>
                <META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>
                <BODY><h2>{heading}</h2>
                <hr><p>HTTP Error {status}. {text}</p>
                </BODY></HTML>

                """.ReplaceLineEndings("\r\n")
            )
            .With("Server", "Microsoft-HTTPAPI/2.0");
}
