namespace Gatehouse.Lab.Dress.Gateways;

/// <summary>Cloudflare: its API for programs, Access for browsers, the edge's own pages for everything else.</summary>
internal sealed class CloudflareDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "cloudflare";

    /// <inheritdoc/>
    public override string Server =>
        "Cloudflare: numbered errors of its API, Access's redirect for browsers, the edge's block page";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is(DressContext.Cookie))
        {
            return Edge(context, DressedAnswer.Empty(302))
                .With(
                    "Location",
                    $"https://example.cloudflareaccess.com/cdn-cgi/access/login/{context.Host}?redirect_url="
                        + Uri.EscapeDataString(context.Path)
                );
        }

        return context.Situation switch
        {
            DressSituation.Absent => Errors(
                context,
                400,
                """{"code":9106,"message":"Missing X-Auth-Key, X-Auth-Email or Authorization headers"}"""
            ),
            DressSituation.Malformed => Errors(
                context,
                400,
                """{"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,"message":"Invalid format for Authorization header"}]}"""
            ),
            DressSituation.Expired => Errors(context, 401, """{"code":1000,"message":"Invalid API Token"}"""),
            _ => Errors(context, 401, """{"code":10000,"message":"Authentication error"}"""),
        };
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause.Family switch
        {
            "access" or "token" => Errors(
                context,
                403,
                """{"code":9109,"message":"Unauthorized to access requested resource"}"""
            ),
            _ => Edge(context, DressedAnswer.Of(403, "text/plain; charset=UTF-8", "error code: 1020")),
        };

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Edge(context, DressedAnswer.Of(429, "text/plain; charset=UTF-8", "error code: 1015"))
            .With("Retry-After", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Edge(context, DressedAnswer.Of(status, "text/plain; charset=UTF-8", $"error code: {status}"));

    private static DressedAnswer Errors(DressContext context, int status, string error) =>
        Edge(
            context,
            DressedAnswer.Of(
                status,
                "application/json",
                $$"""{"success":false,"errors":[{{error}}],"messages":[],"result":null}"""
            )
        );

    private static DressedAnswer Edge(DressContext context, DressedAnswer answer) =>
        answer.With("Server", "cloudflare").With("CF-RAY", context.RequestId.ToString("n")[..16] + "-FRA");
}
