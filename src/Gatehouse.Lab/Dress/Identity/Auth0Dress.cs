using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Identity;

/// <summary>Auth0's management API, and its token endpoint for passwords and clients.</summary>
internal sealed class Auth0Dress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "auth0";

    /// <inheritdoc/>
    public override string Server =>
        "Auth0's management API: a message that names the fault, and a challenge under the scheme Token";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Cause.Family is "grant" or "password" or "user" or "mfa")
        {
            return TokenEndpoint(context);
        }

        if (context.Situation == DressSituation.Malformed)
        {
            return Fault(400, "Bad HTTP authentication header format", "Bearer");
        }

        if (context.Situation == DressSituation.Absent || !context.Is("Bearer"))
        {
            return Fault(401, "Missing authentication", errorCode: null).Asking(Challenge.Create("Token"));
        }

        var message = Message(context);
        return Json(
                401,
                $$$"""{"statusCode":401,"error":"Unauthorized","message":"{{{message}}}","attributes":{"error":"{{{message}}}"}}"""
            )
            .Asking(Challenge.Create("Token", ("error", message)));
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        Fault(403, "Insufficient scope, expected any of: orders:read", "insufficient_scope");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Fault(429, "Global limit has been reached", "too_many_requests")
            .With("x-ratelimit-limit", "10")
            .With("x-ratelimit-remaining", "0")
            .With(
                "x-ratelimit-reset",
                context
                    .Now.AddSeconds(60)
                    .ToUnixTimeSeconds()
                    .ToString(System.Globalization.CultureInfo.InvariantCulture)
            );

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Fault(status, Phrase(status), errorCode: null);

    private static string Message(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Token.AudienceMismatch => "Bad audience: "
                + DressText.Json(context.Presented.Audience ?? ""),
            var cause when cause == Causes.Token.SignatureInvalid =>
                "Invalid signature received for JSON Web Token validation",
            _ when context.Situation == DressSituation.Expired =>
                "Expired token received for JSON Web Token validation",
            _ => "Invalid token",
        };

    private static DressedAnswer TokenEndpoint(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Grant.ClientRejected => Json(
                401,
                """{"error":"access_denied","error_description":"Unauthorized"}"""
            ),
            var cause when cause == Causes.Mfa.Required => Json(
                403,
                """{"error":"mfa_required","error_description":"Multifactor authentication required","mfa_token":"Fe26.2*lab"}"""
            ),
            var cause when cause == Causes.User.Disabled => Json(
                401,
                """{"error":"unauthorized","error_description":"user is blocked"}"""
            ),
            var cause when cause == Causes.Grant.Invalid => Json(
                403,
                """{"error":"invalid_grant","error_description":"Invalid authorization code"}"""
            ),
            _ => Json(403, """{"error":"invalid_grant","error_description":"Wrong email or password."}"""),
        };

    private static DressedAnswer Fault(int status, string message, string? errorCode) =>
        Json(
            status,
            $$"""{"statusCode":{{status}},"error":"{{Phrase(status)}}","message":"{{message}}"{{(errorCode is null ? "" : $",\"errorCode\":\"{errorCode}\"")}}}"""
        );

    private static DressedAnswer Json(int status, string text) =>
        DressedAnswer.Of(status, "application/json; charset=utf-8", text).With("Cache-Control", "no-cache");
}
