using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Servers;

/// <summary>lighttpd with <c>mod_auth</c>.</summary>
internal sealed class LighttpdDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "lighttpd";

    /// <inheritdoc/>
    public override string Server =>
        "lighttpd with mod_auth: Basic that promises UTF-8, and 400 for what cannot be read";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        context.Situation == DressSituation.Malformed && context.Is("Basic")
            ? Other(context, 400)
            : Other(context, 401).Asking(Challenge.Create("Basic", ("realm", context.Realm), ("charset", "UTF-8")));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        DressedAnswer
            .Of(
                status,
                "text/html",
                $"""
                <?xml version="1.0" encoding="iso-8859-1"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
                         "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                 <head>
                  <title>{status} {Phrase(status)}</title>
                 </head>
                 <body>
                  <h1>{status} {Phrase(status)}</h1>
                 </body>
                </html>

                """
            )
            .With("Server", "lighttpd");
}
