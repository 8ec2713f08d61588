using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Servers;

/// <summary>Tomcat with a container authenticator (<c>login-config</c> of web.xml).</summary>
internal sealed class TomcatDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "tomcat";

    /// <inheritdoc/>
    public override string Server => "Apache Tomcat's own authenticators: one page, nothing told of why";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        var page = Other(context, 401).With("Cache-Control", "private");
        return context.Is("Digest")
            ? page.Asking(Digest(context, "SHA-256"), Digest(context, "MD5"))
            : page.Asking(Basic(context.Realm));
    }

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status)
    {
        var title = $"HTTP Status {status} – {Phrase(status)}";
        return DressedAnswer
            .Of(
                status,
                "text/html;charset=utf-8",
                $"<!doctype html><html lang=\"en\"><head><title>{title}</title></head><body><h1>{title}</h1>"
                    + "<hr class=\"line\" /><p><b>Type</b> Status Report</p>"
                    + $"<p><b>Description</b> {Description(status)}</p>"
                    + "<hr class=\"line\" /><h3>Apache Tomcat/10.1</h3></body></html>"
            )
            .With("Content-Language", "en");
    }

    /// <inheritdoc/>
    protected override DressedAnswer TooLarge(DressContext context) => Other(context, 400);

    private static Challenge Digest(DressContext context, string algorithm) =>
        context.Digest(
            ("realm", context.Realm),
            ("qop", "auth"),
            ("nonce", "27810147624116:c36bfcc840204d24fa41f15acdcfe9648806982b01714ec130e75650ec34f983"),
            ("opaque", "5A30A63DCB0C043C51F63647FCCD5910"),
            ("algorithm", algorithm)
        );

    private static string Description(int status) =>
        status switch
        {
            401 => "The request has not been applied to the target resource because it lacks valid authentication "
                + "credentials for that resource.",
            403 => "The server understood the request but refuses to authorize it.",
            404 => "The origin server did not find a current representation for the target resource or is not willing "
                + "to disclose that one exists.",
            _ => $"The server answers {Phrase(status)}.",
        };
}
