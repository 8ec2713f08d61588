namespace Gatehouse.Lab.Dress.Platforms;

/// <summary>The Kubernetes API server with anonymous requests on, as it comes.</summary>
internal sealed class KubernetesDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "kubernetes";

    /// <inheritdoc/>
    public override string Server =>
        "the Kubernetes API: a Status in JSON; who sends nothing is system:anonymous and gets a 403";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        context.Situation == DressSituation.Absent || !context.Is("Bearer")
            ? NotAllowed(context, "system:anonymous")
            : Status(context, 401, "Unauthorized", "Unauthorized", "");

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        NotAllowed(context, "system:serviceaccount:default:lab");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        DressedAnswer
            .Of(429, "text/plain; charset=utf-8", "Too many requests, please try again later.\n")
            .With("Retry-After", RetryAfter(context))
            .With("X-Content-Type-Options", "nosniff");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            404 => DressedAnswer
                .Of(404, "text/plain; charset=utf-8", "404 page not found\n")
                .With("X-Content-Type-Options", "nosniff"),
            503 => Status(
                context,
                503,
                "ServiceUnavailable",
                "the server is currently unable to handle the request",
                ""
            ),
            500 => Status(context, 500, "InternalError", "Internal error occurred", ""),
            _ => Status(context, status, Phrase(status).Replace(" ", "", StringComparison.Ordinal), Phrase(status), ""),
        };

    private static DressedAnswer NotAllowed(DressContext context, string user) =>
        Status(
            context,
            403,
            "Forbidden",
            $"forbidden: User \\\"{user}\\\" cannot {Verb(context.Method)} path \\\"{DressText.Json(context.Path)}\\\"",
            "\"details\":{},"
        );

    private static string Verb(string method) =>
        method switch
        {
            "POST" => "post",
            "PUT" => "put",
            "PATCH" => "patch",
            "DELETE" => "delete",
            _ => "get",
        };

    private static DressedAnswer Status(
        DressContext context,
        int status,
        string reason,
        string message,
        string details
    ) =>
        DressedAnswer
            .Of(
                status,
                "application/json",
                $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}",{{details}}"code":{{status}}}"""
                    + "\n"
            )
            .With("Audit-Id", context.RequestId.ToString())
            .With("Cache-Control", "no-cache, private");
}
