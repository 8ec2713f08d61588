using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Dress.Platforms;

/// <summary>Grafana's API: passwords, API keys and service account tokens, sessions, JWT.</summary>
internal sealed class GrafanaDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "grafana";

    /// <inheritdoc/>
    public override string Server =>
        "Grafana: a message in JSON and a messageId that names which authenticator said no";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is(DressContext.Cookie) && context.AcceptsHtml)
        {
            return DressedAnswer
                .Of(302, "text/html; charset=utf-8", "<a href=\"/login\">Found</a>.\n\n")
                .With("Cache-Control", "no-store")
                .With("Location", "/login");
        }

        if (context.Situation == DressSituation.Absent || context.Is("Digest"))
        {
            return Message(401, "Unauthorized", "auth.unauthorized");
        }

        if (context.Is("Basic"))
        {
            return context.Situation == DressSituation.Malformed
                ? Message(401, "Unauthorized", "auth.unauthorized")
                : Message(401, "Invalid username or password", "password-auth.failed");
        }

        if (context.Is(DressContext.Cookie))
        {
            return context.Situation == DressSituation.Expired
                ? Message(401, "Unauthorized", "session.token.rotate")
                : Message(401, "Unauthorized", "session.token.not-found");
        }

        return context.Cause switch
        {
            var cause when cause == Causes.Token.Revoked || cause == Causes.Key.Revoked => Message(
                401,
                "Revoked API key",
                "api-key.revoked"
            ),
            _ when context.Situation == DressSituation.Expired => Message(401, "Expired API key", "api-key.expired"),
            _ => Message(401, "Invalid API key", "api-key.invalid"),
        };
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        DressedAnswer.Of(
            403,
            "application/json; charset=UTF-8",
            """{"accessErrorId":"ACE0000000001","message":"You'll need additional permissions to perform this action. Permissions needed: orders:read","title":"Access denied"}"""
        );

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        DressedAnswer.Of(
            status,
            "application/json; charset=UTF-8",
            $$"""{"message":"{{Phrase(status)}}","traceID":""}"""
        );

    private static DressedAnswer Message(int status, string text, string id) =>
        DressedAnswer
            .Of(
                status,
                "application/json; charset=UTF-8",
                $$"""{"extra":null,"message":"{{text}}","messageId":"{{id}}","statusCode":{{status}},"traceID":""}"""
            )
            .With("Cache-Control", "no-store")
            .With("X-Content-Type-Options", "nosniff")
            .With("X-Frame-Options", "deny")
            .With("X-XSS-Protection", "1; mode=block");
}
