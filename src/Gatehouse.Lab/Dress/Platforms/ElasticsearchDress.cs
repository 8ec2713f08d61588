using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Platforms;

/// <summary>Elasticsearch with its security on: realms for passwords, tokens, API keys.</summary>
internal sealed class ElasticsearchDress : ServerDress
{
    private static readonly Challenge[] Offered =
    [
        Challenge.Create("Basic", ("realm", "security"), ("charset", "UTF-8")),
        Challenge.Create("Bearer", ("realm", "security")),
        Challenge.Create("ApiKey"),
    ];

    /// <inheritdoc/>
    public override string Name => "elasticsearch";

    /// <inheritdoc/>
    public override string Server =>
        "Elasticsearch: a security_exception with a reason, three challenges, and the same in the body";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        var path = DressText.Json(context.Path);
        var offered = Offered;
        var reason = $"missing authentication credentials for REST request [{path}]";
        if (context.Situation != DressSituation.Absent && context.Is("Basic"))
        {
            reason =
                context.Situation == DressSituation.Malformed
                    ? "failed to decode basic authentication header"
                    : $"unable to authenticate user [{DressText.Json(context.Presented.User ?? "")}] for REST request [{path}]";
        }
        else if (context.Situation == DressSituation.Expired && context.Is("Bearer"))
        {
            reason = "token expired";
            offered =
            [
                Challenge.Create(
                    "Bearer",
                    ("realm", "security"),
                    ("error", "invalid_token"),
                    ("error_description", "The access token expired")
                ),
            ];
        }
        else if (context.Judged && context.Is("Key"))
        {
            reason =
                $"unable to authenticate with provided credentials and anonymous access is not allowed for this request [{path}]";
        }

        var told = string.Join(
            ',',
            offered.Select(challenge => $"\"{DressText.Json(ChallengeWriter.Write(challenge))}\"")
        );
        return Exception(401, "security_exception", reason, $$$""","header":{"WWW-Authenticate":[{{{told}}}]}""")
            .Asking(offered);
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        Exception(
            403,
            "security_exception",
            $"action [indices:data/read/search] is unauthorized for user [{DressText.Json(context.Presented.User ?? "alice")}], "
                + "this action is granted by the index privileges [read,all]",
            ""
        );

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Exception(429, "es_rejected_execution_exception", "rejected execution of task", "");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            404 => Exception(404, "index_not_found_exception", "no such index [orders]", ""),
            503 => Exception(
                503,
                "cluster_block_exception",
                "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered];",
                ""
            ),
            _ => Exception(status, "exception", Phrase(status), ""),
        };

    private static DressedAnswer Exception(int status, string type, string reason, string header) =>
        DressedAnswer
            .Of(
                status,
                "application/json",
                $$$"""{"error":{"root_cause":[{"type":"{{{type}}}","reason":"{{{reason}}}"{{{header}}}}],"type":"{{{type}}}","reason":"{{{reason}}}"{{{header}}}},"status":{{{status}}}}"""
            )
            .With("X-elastic-product", "Elasticsearch");
}
