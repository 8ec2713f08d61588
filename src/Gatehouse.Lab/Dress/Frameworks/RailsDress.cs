using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Frameworks;

/// <summary>Rails: its HTTP authentication, Doorkeeper for bearer tokens, Devise for sessions.</summary>
internal sealed class RailsDress : ServerDress
{
    private const string Html = "text/html; charset=utf-8";

    /// <inheritdoc/>
    public override string Name => "rails";

    /// <inheritdoc/>
    public override string Server =>
        "Rails with Doorkeeper and Devise: \"HTTP Basic: Access denied.\", or the sign-in page";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Bearer"))
        {
            return Secured(DressedAnswer.Of(401, Html, ""))
                .With("Cache-Control", "no-store")
                .Asking(
                    Challenge.Create(
                        "Bearer",
                        ("realm", "Doorkeeper"),
                        ("error", "invalid_token"),
                        ("error_description", Description(context))
                    )
                );
        }

        if (context.Is("Digest"))
        {
            return Denied("Digest", context)
                .Asking(
                    context.Digest(
                        ("realm", context.Realm),
                        ("qop", "auth"),
                        ("algorithm", "MD5"),
                        ("nonce", "MTc5NTI1OTU3MTo3ZDZkZDFhNmQ5YjJhNGYwZDBjNGI4ZTVhMWY2YzNlMg=="),
                        ("opaque", "0f0d1c2b3a495867a6b5c4d3e2f10918")
                    )
                );
        }

        if (context.Is("Key"))
        {
            return Denied("Token", context).Asking(Challenge.Create("Token", ("realm", context.Realm)));
        }

        if (context.Is(DressContext.Cookie))
        {
            return context.AcceptsJson && !context.AcceptsHtml
                ? Secured(
                    DressedAnswer.Of(401, "application/json; charset=utf-8", $$"""{"error":"{{Devise(context)}}"}""")
                )
                : Secured(DressedAnswer.Of(302, Html, ""))
                    .With("Location", $"{context.UriScheme}://{context.Host}/users/sign_in");
        }

        return Denied("Basic", context).Asking(Basic(context.Realm));
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause.Family == "csrf"
            ? Page(422, "The change you wanted was rejected (422)")
            : Secured(DressedAnswer.Of(403, Html, ""));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            404 => Page(404, "The page you were looking for doesn't exist (404)"),
            500 => Page(500, "We're sorry, but something went wrong (500)"),
            _ => Page(status, $"{Phrase(status)} ({status})"),
        };

    private static string Description(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Token.Revoked => "The access token was revoked",
            _ when context.Situation == DressSituation.Expired => "The access token expired",
            _ => "The access token is invalid",
        };

    private static string Devise(DressContext context) =>
        context.Situation switch
        {
            DressSituation.Expired => "Your session expired. Please sign in again to continue.",
            DressSituation.Wrong when context.Cause == Causes.User.Locked => "Your account is locked.",
            DressSituation.Wrong when context.Cause.Family is "credentials" or "password" or "user" =>
                "Invalid Email or password.",
            _ => "You need to sign in or sign up before continuing.",
        };

    private static DressedAnswer Denied(string scheme, DressContext context) =>
        Secured(DressedAnswer.Of(401, Html, $"HTTP {scheme}: Access denied.\n"))
            .With("Cache-Control", "no-cache")
            .With("X-Request-Id", context.RequestId.ToString());

    private static DressedAnswer Page(int status, string title) =>
        Secured(
            DressedAnswer.Of(
                status,
                Html,
                $"<!DOCTYPE html>\n<html>\n<head>\n  <title>{title}</title>\n</head>\n<body>\n  <h1>{title}</h1>\n</body>\n</html>\n"
            )
        );

    private static DressedAnswer Secured(DressedAnswer answer) =>
        answer
            .With("X-Frame-Options", "SAMEORIGIN")
            .With("X-XSS-Protection", "0")
            .With("X-Content-Type-Options", "nosniff")
            .With("X-Permitted-Cross-Domain-Policies", "none")
            .With("Referrer-Policy", "strict-origin-when-cross-origin");
}
