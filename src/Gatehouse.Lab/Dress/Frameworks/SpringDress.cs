using System.Globalization;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Frameworks;

/// <summary>Spring Boot with Spring Security: httpBasic, a resource server, formLogin.</summary>
internal sealed class SpringDress : ServerDress
{
    private const string Decoding = "An error occurred while attempting to decode the Jwt: ";

    /// <inheritdoc/>
    public override string Name => "spring";

    /// <inheritdoc/>
    public override string Server =>
        "Spring Security: JSON or a white-label page for Basic, an empty body that explains in the challenge for Bearer";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Bearer"))
        {
            return Secured(DressedAnswer.Empty(401))
                .Asking(
                    context.Situation == DressSituation.Absent
                        ? Challenge.Create("Bearer")
                        : Bearer("invalid_token", Description(context))
                );
        }

        if (context.Is("Digest"))
        {
            return Other(context, 401)
                .Asking(
                    context.Digest([
                        ("realm", context.Realm),
                        ("qop", "auth"),
                        ("nonce", "MTc5NTI1OTU3MTM1ODo3ZDZkZDFhNmQ5YjJhNGYwZDBjNGI4ZTVhMWY2YzNlMg=="),
                        .. context.Situation == DressSituation.Expired
                            ? [("stale", "true")]
                            : Array.Empty<(string, string)>(),
                    ])
                );
        }

        if (context.Is("Basic"))
        {
            return Other(context, 401).Asking(Basic(context.Realm));
        }

        return context.Is(DressContext.Cookie)
            ? Secured(DressedAnswer.Empty(302)).With("Location", $"{context.UriScheme}://{context.Host}/login")
            : Other(context, 403);
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Is("Bearer")
            ? Secured(DressedAnswer.Empty(403))
                .Asking(
                    Bearer(
                        "insufficient_scope",
                        "The request requires higher privileges than provided by the access token."
                    )
                )
            : Other(context, 403);

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Secured(
            context.AcceptsHtml
                ? DressedAnswer.Of(
                    status,
                    "text/html;charset=UTF-8",
                    "<html><body><h1>Whitelabel Error Page</h1>"
                        + "<p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p>"
                        + $"<div id='created'>{Text(context.Now, "ddd MMM dd HH:mm:ss 'UTC' yyyy")}</div>"
                        + $"<div>There was an unexpected error (type={Phrase(status)}, status={status}).</div></body></html>"
                )
                : DressedAnswer.Of(
                    status,
                    "application/json",
                    $$"""{"timestamp":"{{Text(context.Now, "yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'")}}","status":{{status}},"error":"{{Phrase(status)}}","path":"{{DressText.Json(context.Path)}}"}"""
                )
        );

    private static string Description(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Token.NotYetValid =>
                $"{Decoding}Jwt used before {Text(context.Now.AddMinutes(10), "yyyy-MM-dd'T'HH:mm:ss'Z'")}",
            var cause when cause == Causes.Token.AudienceMismatch => Decoding + "The aud claim is not valid",
            var cause when cause == Causes.Token.IssuerUntrusted => Decoding + "The iss claim is not valid",
            var cause when cause == Causes.Token.KeyUnknown || cause == Causes.Token.AlgorithmRefused => Decoding
                + "Signed JWT rejected: Another algorithm expected, or no matching key(s) found",
            _ when context.Situation == DressSituation.Expired =>
                $"{Decoding}Jwt expired at {Text(context.Expiry, "yyyy-MM-dd'T'HH:mm:ss'Z'")}",
            _ when context.Situation == DressSituation.Malformed => context.Presented.Claims is null
                ? "Bearer token is malformed"
                : Decoding + "Malformed token",
            _ => Decoding + "Signed JWT rejected: Invalid signature",
        };

    private static Challenge Bearer(string error, string description) =>
        Challenge.Create(
            "Bearer",
            ("error", error),
            ("error_description", description),
            ("error_uri", "https://tools.ietf.org/html/rfc6750#section-3.1")
        );

    private static string Text(DateTimeOffset time, string format) =>
        time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static DressedAnswer Secured(DressedAnswer answer) =>
        answer
            .With("X-Content-Type-Options", "nosniff")
            .With("X-XSS-Protection", "0")
            .With("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
            .With("Pragma", "no-cache")
            .With("Expires", "0")
            .With("X-Frame-Options", "DENY");
}
