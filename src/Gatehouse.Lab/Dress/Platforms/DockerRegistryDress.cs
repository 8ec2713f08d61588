using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Platforms;

/// <summary>The Docker registry (distribution) with token authentication, or with htpasswd for Basic.</summary>
internal sealed class DockerRegistryDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "docker-registry";

    /// <inheritdoc/>
    public override string Server => "the Docker registry: a challenge that says where to fetch which token";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        context.Is("Basic")
            ? Unauthorized(context).Asking(Basic(context.Realm))
            : Unauthorized(context)
                .Asking(
                    // A field that is no token at all counts as none.
                    Ask(context, context.Judged || context.Cause.Family == "token" ? "invalid_token" : null)
                );

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause == Causes.Token.ScopeInsufficient
            ? Unauthorized(context).Asking(Ask(context, "insufficient_scope"))
            : Errors(403, "DENIED", "requested access to the resource is denied", Detail());

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Errors(429, "TOOMANYREQUESTS", "too many requests", "null").With("Retry-After", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            404 => Errors(404, "NAME_UNKNOWN", "repository name not known to registry", """{"name":"lab/orders"}"""),
            405 => Errors(405, "UNSUPPORTED", "The operation is unsupported.", "null"),
            503 => Errors(503, "UNAVAILABLE", "service unavailable", "null"),
            _ => Errors(status, "UNKNOWN", "unknown error", "null"),
        };

    private static Challenge Ask(DressContext context, string? error)
    {
        (string, string)[] parameters =
        [
            ("realm", $"{context.UriScheme}://{context.Host}/token"),
            ("service", "registry"),
            ("scope", "repository:lab/orders:pull"),
        ];
        return Challenge.Create("Bearer", error is null ? parameters : [.. parameters, ("error", error)]);
    }

    private static DressedAnswer Unauthorized(DressContext context) =>
        Errors(401, "UNAUTHORIZED", "authentication required", Detail());

    private static string Detail() => """[{"Type":"repository","Class":"","Name":"lab/orders","Action":"pull"}]""";

    private static DressedAnswer Errors(int status, string code, string message, string detail) =>
        DressedAnswer
            .Of(
                status,
                "application/json; charset=utf-8",
                $$"""{"errors":[{"code":"{{code}}","message":"{{message}}","detail":{{detail}}}]}""" + "\n"
            )
            .With("Docker-Distribution-Api-Version", "registry/2.0")
            .With("X-Content-Type-Options", "nosniff");
}
