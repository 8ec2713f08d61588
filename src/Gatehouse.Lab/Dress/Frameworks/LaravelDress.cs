using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Frameworks;

/// <summary>Laravel: <c>auth</c> (session, Sanctum, Passport) and <c>auth.basic</c>.</summary>
internal sealed class LaravelDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "laravel";

    /// <inheritdoc/>
    public override string Server =>
        "Laravel: JSON without a challenge for who asks for JSON, otherwise a redirect to /login; 419 for a stale form";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Basic"))
        {
            return Answer(context, 401, "Invalid credentials.", "Unauthorized").Asking(Challenge.Create("Basic"));
        }

        // The guard asks what the caller expects, not which scheme it used.
        return context.AcceptsJson
            ? Json(401, "Unauthenticated.")
            : Headed(
                    DressedAnswer.Of(
                        302,
                        "text/html; charset=utf-8",
                        "<!DOCTYPE html>\n<html>\n    <head>\n        <meta charset=\"UTF-8\" />\n"
                            + $"        <meta http-equiv=\"refresh\" content=\"0;url='{Login(context)}'\" />\n\n"
                            + $"        <title>Redirecting to {Login(context)}</title>\n    </head>\n    <body>\n"
                            + $"        Redirecting to <a href=\"{Login(context)}\">{Login(context)}</a>.\n    </body>\n</html>"
                    )
                )
                .With("Location", $"{context.UriScheme}://{context.Host}/login");
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause.Family == "csrf"
            ? Answer(context, 419, "CSRF token mismatch.", "Page Expired") with
            {
                ReasonPhrase = "unknown status",
            }
            : Answer(context, 403, "This action is unauthorized.", "This action is unauthorized.");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Answer(context, 429, "Too Many Attempts.", "Too Many Requests").With("Retry-After", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Answer(
            context,
            status,
            status switch
            {
                404 => "Not Found",
                500 => "Server Error",
                _ => Phrase(status),
            },
            status == 500 ? "Server Error" : Phrase(status)
        );

    private static string Login(DressContext context) => DressText.Html($"{context.UriScheme}://{context.Host}/login");

    private static DressedAnswer Answer(DressContext context, int status, string message, string title) =>
        context.AcceptsJson ? Json(status, message) : Page(status, title);

    private static DressedAnswer Json(int status, string message) =>
        Headed(DressedAnswer.Of(status, "application/json", $$"""{"message":"{{message}}"}"""));

    private static DressedAnswer Page(int status, string title) =>
        Headed(
            DressedAnswer.Of(
                status,
                "text/html; charset=UTF-8",
                $"""
                <!DOCTYPE html>
                <html lang="en">
                    <head>
                        <meta charset="utf-8">
                        <title>{title}</title>
                    </head>
                    <body>
                        <div>{status}</div>
                        <div>{title}</div>
                    </body>
                </html>

                """
            )
        );

    private static DressedAnswer Headed(DressedAnswer answer) =>
        answer.With("X-Powered-By", "PHP/8.3").With("Cache-Control", "no-cache, private");
}
