using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Identity;

/// <summary>A Google API (One Platform): tokens, API keys.</summary>
internal sealed class GoogleDress : ServerDress
{
    private const string Expected =
        " Expected OAuth 2 access token, login cookie or other valid authentication credential. "
        + "See https://developers.google.com/identity/sign-in/web/devconsole-project.";

    /// <inheritdoc/>
    public override string Name => "google";

    /// <inheritdoc/>
    public override string Server =>
        "a Google API: the reason within details is the diagnosis; a wrong API key is a 400";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Key") && context.Situation != DressSituation.Absent)
        {
            return context.Situation == DressSituation.Expired
                ? Error(400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", "API_KEY_INVALID")
                : Error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", "API_KEY_INVALID");
        }

        if (context.Situation == DressSituation.Absent)
        {
            return Error(
                    401,
                    "UNAUTHENTICATED",
                    "Request is missing required authentication credential." + Expected,
                    "CREDENTIALS_MISSING"
                )
                .Asking(Challenge.Create("Bearer", ("realm", "https://accounts.google.com/")));
        }

        return Error(
                401,
                "UNAUTHENTICATED",
                "Request had invalid authentication credentials." + Expected,
                Reason(context)
            )
            .Asking(Challenge.Create("Bearer", ("realm", "https://accounts.google.com/"), ("error", "invalid_token")));
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause == Causes.Token.ScopeInsufficient
            ? Error(
                    403,
                    "PERMISSION_DENIED",
                    "Request had insufficient authentication scopes.",
                    "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
                )
                .Asking(
                    Challenge.Create(
                        "Bearer",
                        ("realm", "https://accounts.google.com/"),
                        ("error", "insufficient_scope"),
                        ("scope", "https://www.googleapis.com/auth/cloud-platform")
                    )
                )
            : Error(403, "PERMISSION_DENIED", "The caller does not have permission", reason: null);

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", "RATE_LIMIT_EXCEEDED");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Error(
            status,
            status switch
            {
                400 => "INVALID_ARGUMENT",
                404 => "NOT_FOUND",
                503 => "UNAVAILABLE",
                504 => "DEADLINE_EXCEEDED",
                _ => "INTERNAL",
            },
            Phrase(status),
            reason: null
        );

    private static string Reason(DressContext context) =>
        context.Situation switch
        {
            _ when !context.Is("Bearer") => "ACCESS_TOKEN_TYPE_UNSUPPORTED",
            DressSituation.Malformed => "ACCESS_TOKEN_TYPE_UNSUPPORTED",
            DressSituation.Expired => "ACCESS_TOKEN_EXPIRED",
            _ => "ACCESS_TOKEN_INVALID",
        };

    private static DressedAnswer Error(int status, string name, string message, string? reason) =>
        DressedAnswer
            .Of(
                status,
                "application/json; charset=UTF-8",
                reason is null
                    ? $$"""
                    {
                      "error": {
                        "code": {{status}},
                        "message": "{{message}}",
                        "status": "{{name}}"
                      }
                    }

                    """
                    : $$"""
                    {
                      "error": {
                        "code": {{status}},
                        "message": "{{message}}",
                        "status": "{{name}}",
                        "details": [
                          {
                            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                            "reason": "{{reason}}",
                            "domain": "googleapis.com",
                            "metadata": {
                              "service": "orders.googleapis.com"
                            }
                          }
                        ]
                      }
                    }

                    """
            )
            .With("Vary", "X-Origin")
            .With("Vary", "Referer")
            .With("Server", "ESF")
            .With("X-Content-Type-Options", "nosniff");
}
