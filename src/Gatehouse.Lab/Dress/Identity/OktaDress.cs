using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Identity;

/// <summary>Okta's own API, with API tokens (SSWS), OAuth tokens and sessions.</summary>
internal sealed class OktaDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "okta";

    /// <inheritdoc/>
    public override string Server => "Okta's API: an errorCode for every cause; no session is a 403";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Bearer") && context.Situation != DressSituation.Absent)
        {
            return DressedAnswer
                .Empty(401)
                .Asking(
                    Challenge.Create(
                        "Bearer",
                        ("authorization_uri", $"{context.UriScheme}://{context.Host}/oauth2/v1/authorize"),
                        ("realm", $"{context.UriScheme}://{context.Host}"),
                        ("scope", "okta.users.read"),
                        ("error", "invalid_token"),
                        (
                            "error_description",
                            context.Situation == DressSituation.Expired
                                ? "The token has expired."
                                : "The access token is invalid."
                        ),
                        ("resource", context.Path)
                    )
                )
                .With("x-okta-request-id", context.RequestId.ToString("n"));
        }

        return context.Situation switch
        {
            DressSituation.Absent => Error(context, 403, "E0000005", "Invalid session"),
            _ when context.Is("Basic") || context.Cause.Family is "password" or "user" => Error(
                context,
                401,
                "E0000004",
                "Authentication failed"
            ),
            _ when context.Is(DressContext.Cookie) => Error(context, 403, "E0000005", "Invalid session"),
            _ => Error(context, 401, "E0000011", "Invalid token provided"),
        };
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        Error(context, 403, "E0000006", "You do not have permission to perform the requested action");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Error(context, 429, "E0000047", "API call exceeded rate limit due to too many requests.")
            .With("X-Rate-Limit-Remaining", "0");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            404 => Error(context, 404, "E0000007", "Not found: Resource not found"),
            405 => Error(context, 405, "E0000022", "The endpoint does not support the provided HTTP method"),
            500 => Error(context, 500, "E0000009", "Internal Server Error"),
            _ => Error(context, status, "E0000001", Phrase(status)),
        };

    private static DressedAnswer Error(DressContext context, int status, string code, string summary) =>
        DressedAnswer
            .Of(
                status,
                "application/json",
                $$"""{"errorCode":"{{code}}","errorSummary":"{{summary}}","errorLink":"{{code}}","errorId":"oae{{context.RequestId.ToString("n")[..17]}}","errorCauses":[]}"""
            )
            .With("x-okta-request-id", context.RequestId.ToString("n"));
}
