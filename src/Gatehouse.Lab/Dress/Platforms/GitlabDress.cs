using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Platforms;

/// <summary>GitLab's REST API for tokens and keys, its Git over HTTP for Basic.</summary>
internal sealed class GitlabDress : ServerDress
{
    private const string Realm = "The API";

    /// <inheritdoc/>
    public override string Name => "gitlab";

    /// <inheritdoc/>
    public override string Server =>
        "GitLab: 401 Unauthorized in JSON; a token that is expired or revoked is told so; Git gets text";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Basic"))
        {
            return DressedAnswer
                .Of(
                    401,
                    "text/plain; charset=utf-8",
                    "HTTP Basic: Access denied. If a password was provided for Git authentication, the password was "
                        + "incorrect or you're required to use a token instead of a password.\n"
                )
                .Asking(Basic("GitLab"));
        }

        return context.Is("Bearer") && Description(context) is { } description
            ? DressedAnswer
                .Of(401, "application/json", $$"""{"error":"invalid_token","error_description":"{{description}}"}""")
                .Asking(
                    Challenge.Create(
                        "Bearer",
                        ("realm", Realm),
                        ("error", "invalid_token"),
                        ("error_description", description)
                    )
                )
            : Message(401);
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause == Causes.Token.ScopeInsufficient
            ? DressedAnswer.Of(
                403,
                "application/json",
                """{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"api read_api"}"""
            )
            : Message(403);

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        DressedAnswer.Of(429, "text/plain", "Retry later\n").With("Retry-After", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) => Message(status);

    private static string? Description(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Token.Revoked =>
                "Token was revoked. You have to re-authorize from the user.",
            _ when context.Situation == DressSituation.Expired =>
                "Token is expired. You can either do re-authorization or token refresh.",
            _ => null,
        };

    private static DressedAnswer Message(int status) =>
        DressedAnswer
            .Of(status, "application/json", $$"""{"message":"{{status}} {{Phrase(status)}}"}""")
            .With("Vary", "Origin")
            .With("X-Content-Type-Options", "nosniff");
}
