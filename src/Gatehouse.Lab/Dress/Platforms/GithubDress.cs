using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Dress.Platforms;

/// <summary>GitHub's REST API.</summary>
internal sealed class GithubDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "github";

    /// <inheritdoc/>
    public override string Server =>
        "GitHub's API: \"Requires authentication\" or \"Bad credentials\", without a challenge; what may not be seen is a 404";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        context.Cause == Causes.Mfa.Required || context.Cause == Causes.Mfa.Wrong
            ? Message(context, 401, "Must specify two-factor authentication OTP code.")
                .With("X-GitHub-OTP", "required; app")
            : Message(
                context,
                401,
                context.Situation == DressSituation.Absent ? "Requires authentication" : "Bad credentials"
            );

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause == Causes.Token.ScopeInsufficient
            ? Message(context, 403, "Resource not accessible by personal access token")
                .With("X-OAuth-Scopes", "")
                .With("X-Accepted-OAuth-Scopes", "repo")
            : Message(context, 403, "Must have admin rights to Repository.");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Message(context, 403, "API rate limit exceeded for 127.0.0.1.")
            .With("X-RateLimit-Limit", "60")
            .With("X-RateLimit-Remaining", "0")
            .With(
                "X-RateLimit-Reset",
                context.Now.AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
            );

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Message(context, status, Phrase(status));

    private static DressedAnswer Message(DressContext context, int status, string text) =>
        DressedAnswer
            .Of(
                status,
                "application/json; charset=utf-8",
                $$"""
                {
                  "message": "{{text}}",
                  "documentation_url": "https://docs.github.com/rest",
                  "status": "{{status}}"
                }
                """
            )
            .With("Server", "github.com")
            .With("X-GitHub-Media-Type", "github.v3; format=json")
            .With("X-GitHub-Request-Id", context.RequestId.ToString("n").ToUpperInvariant());
}
