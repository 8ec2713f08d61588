namespace Gatehouse.Lab.Dress.Platforms;

/// <summary>Jenkins on its own Jetty.</summary>
internal sealed class JenkinsDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "jenkins";

    /// <inheritdoc/>
    public override string Server =>
        "Jenkins: 403 and a page that leads to the sign-in for who sends nothing, 401 for a wrong password or token";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Basic") && context.Situation != DressSituation.Absent)
        {
            return Jetty(
                    context,
                    401,
                    context.Situation == DressSituation.Malformed
                        ? "Malformed HTTP basic Authorization header"
                        : "Invalid password/token for user: " + DressText.Html(context.Presented.User ?? "")
                )
                .Asking(Basic("Jenkins"));
        }

        var from = "/login?from=" + Uri.EscapeDataString(context.Path);
        return Headed(
                DressedAnswer.Of(
                    403,
                    "text/html;charset=utf-8",
                    $"<html><head><meta http-equiv='refresh' content='1;url={from}'/>"
                        + $"<script id='redirect' data-redirect-url='{from}' src='/static/lab/scripts/redirect.js'></script></head>"
                        + "<body style='background-color:white; color:white;'>\nAuthentication required\n<!--\n-->\n\n</body></html>"
                )
            )
            .With("X-You-Are-Authenticated-As", "anonymous")
            .With("X-Permission-Implied-By", "hudson.security.Permission.GenericRead")
            .With("X-Required-Permission", "hudson.model.Hudson.Read");
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause.Family == "csrf"
            ? Jetty(context, 403, "No valid crumb was included in the request")
            : Jetty(context, 403, "alice is missing the Overall/Read permission");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) => Jetty(context, status, Phrase(status));

    private static DressedAnswer Jetty(DressContext context, int status, string message) =>
        Headed(
            DressedAnswer.Of(
                status,
                "text/html;charset=iso-8859-1",
                $"""
                <html>
                <head>
                <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
                <title>Error {status} {message}</title>
                </head>
                <body>
                <h2>HTTP ERROR {status} {message}</h2>
                <table>
                <tr><th>URI:</th><td>{DressText.Html(context.Path)}</td></tr>
                <tr><th>STATUS:</th><td>{status}</td></tr>
                <tr><th>MESSAGE:</th><td>{message}</td></tr>
                <tr><th>SERVLET:</th><td>Stapler</td></tr>
                </table>
                <hr/><a href="https://jetty.org/">Powered by Jetty:// 12.0</a><hr/>

                </body>
                </html>

                """
            )
        );

    private static DressedAnswer Headed(DressedAnswer answer) =>
        answer
            .With("X-Content-Type-Options", "nosniff")
            .With("X-Hudson", "1.395")
            .With("X-Jenkins", "2.504.1")
            .With("X-Jenkins-Session", "5c0ffee1");
}
