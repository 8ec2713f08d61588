using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Frameworks;

/// <summary>Django REST framework with its own authenticators and simplejwt; for cookies without JSON, Django itself.</summary>
internal sealed class DjangoDress : ServerDress
{
    private const string NotProvided = "Authentication credentials were not provided.";

    /// <inheritdoc/>
    public override string Name => "django";

    /// <inheritdoc/>
    public override string Server => "Django REST framework: a detail in JSON; a session that is missing is a 403";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Basic"))
        {
            return Detail(
                    401,
                    context.Situation switch
                    {
                        DressSituation.Absent => NotProvided,
                        DressSituation.Malformed => "Invalid basic header. Credentials not correctly base64 encoded.",
                        _ when context.Cause == Causes.User.Disabled => "User inactive or deleted.",
                        _ => "Invalid username/password.",
                    }
                )
                .Asking(Basic("api"));
        }

        if (context.Is("Bearer"))
        {
            var answer = context.Situation == DressSituation.Absent ? Detail(401, NotProvided) : TokenNotValid(context);
            return answer.Asking(Challenge.Create("Bearer", ("realm", "api")));
        }

        if (context.Is("Key"))
        {
            return Detail(401, context.Situation == DressSituation.Absent ? NotProvided : "Invalid token.")
                .Asking(Challenge.Create("Token"));
        }

        return context.Is(DressContext.Cookie) && context.AcceptsHtml
            ? Secured(DressedAnswer.Of(302, "text/html; charset=utf-8", ""))
                .With(
                    "Location",
                    "/accounts/login/?next="
                        + Uri.EscapeDataString(context.Path).Replace("%2F", "/", StringComparison.Ordinal)
                )
            : Detail(403, NotProvided);
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause.Family == "csrf"
            ? Secured(
                DressedAnswer.Of(
                    403,
                    "text/html; charset=utf-8",
                    "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>403 Forbidden</title></head>\n<body>\n"
                        + "<h1>Forbidden <span>(403)</span></h1>\n<p>CSRF verification failed. Request aborted.</p>\n</body>\n</html>\n"
                )
            )
            : Detail(403, "You do not have permission to perform this action.");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Detail(429, $"Request was throttled. Expected available in {RetryAfter(context)} seconds.")
            .With("Retry-After", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            404 => Detail(404, "Not found."),
            405 => Detail(405, $"Method \\\"{DressText.Json(context.Method)}\\\" not allowed."),
            500 => Secured(
                DressedAnswer.Of(
                    500,
                    "text/html; charset=utf-8",
                    "\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>Server Error (500)</title>\n</head>\n<body>\n"
                        + "  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n"
                )
            ),
            _ => Detail(status, Phrase(status) + "."),
        };

    private static DressedAnswer TokenNotValid(DressContext context) =>
        Secured(
            DressedAnswer.Of(
                401,
                "application/json",
                $$"""{"detail":"Given token not valid for any token type","code":"token_not_valid","messages":[{"token_class":"AccessToken","token_type":"access","message":"{{(context.Situation == DressSituation.Expired ? "Token is expired" : "Token is invalid")}}"}]}"""
            )
        );

    private static DressedAnswer Detail(int status, string text) =>
        Secured(DressedAnswer.Of(status, "application/json", $$"""{"detail":"{{text}}"}"""))
            .With("Vary", "Accept")
            .With("Allow", "GET, HEAD, OPTIONS");

    private static DressedAnswer Secured(DressedAnswer answer) =>
        answer
            .With("X-Frame-Options", "DENY")
            .With("X-Content-Type-Options", "nosniff")
            .With("Referrer-Policy", "same-origin")
            .With("Cross-Origin-Opener-Policy", "same-origin");
}
