using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Identity;

/// <summary>Keycloak: its administration for absent tokens, userinfo for others, the token endpoint for passwords and clients.</summary>
internal sealed class KeycloakDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "keycloak";

    /// <inheritdoc/>
    public override string Server => "Keycloak: \"HTTP 401 Unauthorized\" in JSON, or an OAuth error of its endpoints";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (
            context.Cause.Family is "grant" or "password" or "user" or "mfa"
            || (!context.Is("Bearer") && context.Judged)
        )
        {
            return TokenEndpoint(context);
        }

        if (context.Situation == DressSituation.Absent || !context.Is("Bearer"))
        {
            return Error(401, "HTTP 401 Unauthorized");
        }

        return Headed(DressedAnswer.Empty(401))
            .Asking(
                Challenge.Create(
                    "Bearer",
                    ("realm", context.Realm),
                    ("error", "invalid_token"),
                    ("error_description", "Token verification failed")
                )
            );
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) => Error(403, "HTTP 403 Forbidden");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status == 500
            ? OAuth(500, "unknown_error", "For more on this error consult the server log.")
            : Error(status, $"HTTP {status} {Phrase(status)}");

    private static DressedAnswer TokenEndpoint(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Grant.ClientRejected => OAuth(
                401,
                "unauthorized_client",
                "Invalid client or Invalid client credentials"
            ),
            var cause when cause == Causes.User.Disabled => OAuth(400, "invalid_grant", "Account disabled"),
            var cause when cause == Causes.Password.Expired || cause == Causes.Mfa.Required => OAuth(
                400,
                "invalid_grant",
                "Account is not fully set up"
            ),
            var cause when cause == Causes.Grant.Invalid => OAuth(400, "invalid_grant", "Code not valid"),
            _ when context.Situation == DressSituation.Expired => OAuth(400, "invalid_grant", "Session not active"),
            _ => OAuth(401, "invalid_grant", "Invalid user credentials"),
        };

    private static DressedAnswer Error(int status, string text) =>
        Headed(DressedAnswer.Of(status, "application/json", $$"""{"error":"{{text}}"}"""));

    private static DressedAnswer OAuth(int status, string error, string description) =>
        Headed(
            DressedAnswer.Of(
                status,
                "application/json",
                $$"""{"error":"{{error}}","error_description":"{{description}}"}"""
            )
        );

    private static DressedAnswer Headed(DressedAnswer answer) =>
        answer
            .With("Referrer-Policy", "no-referrer")
            .With("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
            .With("X-Content-Type-Options", "nosniff");
}
