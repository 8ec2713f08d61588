using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Frameworks;

/// <summary>Express with Passport and its strategies for HTTP.</summary>
internal sealed class ExpressDress : ServerDress
{
    private const string Realm = "Users";

    /// <inheritdoc/>
    public override string Name => "express";

    /// <inheritdoc/>
    public override string Server => "Express with Passport: one word without a media type under the realm Users";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        // A bearer token is any text to the strategy, so only the field itself can be malformed.
        if (
            context.Situation == DressSituation.Malformed
            && (context.Is("Basic") || (context.Is("Bearer") && context.Cause.Family != "token"))
        )
        {
            return Word(400);
        }

        if (context.Is("Basic"))
        {
            return Word(401).Asking(Basic(Realm));
        }

        if (context.Is("Digest"))
        {
            return Word(401)
                .Asking(
                    context.Digest(
                        ("realm", context.Realm),
                        ("nonce", "s8Xk1FvVbQ4z2nYpT7aJ0cR6dLmWuHgE"),
                        ("qop", "auth")
                    )
                );
        }

        if (context.Is("Bearer"))
        {
            return Word(401)
                .Asking(
                    context.Situation != DressSituation.Absent
                        ? Challenge.Create("Bearer", ("realm", Realm), ("error", "invalid_token"))
                        : Challenge.Create("Bearer", ("realm", Realm))
                );
        }

        return context.Is(DressContext.Cookie)
            ? DressedAnswer
                .Of(302, "text/plain; charset=utf-8", "Found. Redirecting to /login")
                .With("X-Powered-By", "Express")
                .With("Location", "/login")
                .With("Vary", "Accept")
            : Word(401);
    }

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status == 404
            ? DressedAnswer
                .Of(
                    404,
                    "text/html; charset=utf-8",
                    $"""
                    <!DOCTYPE html>
                    <html lang="en">
                    <head>
                    <meta charset="utf-8">
                    <title>Error</title>
                    </head>
                    <body>
                    <pre>Cannot {DressText.Html(context.Method)} {DressText.Html(context.Path)}</pre>
                    </body>
                    </html>

                    """
                )
                .With("X-Powered-By", "Express")
                .With("Content-Security-Policy", "default-src 'none'")
                .With("X-Content-Type-Options", "nosniff")
            : DressedAnswer.Of(status, "text/plain; charset=utf-8", Phrase(status)).With("X-Powered-By", "Express");

    private static DressedAnswer Word(int status) =>
        DressedAnswer.Of(status, contentType: null, Phrase(status)).With("X-Powered-By", "Express");
}
