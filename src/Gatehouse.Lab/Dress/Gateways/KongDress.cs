using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Gateways;

/// <summary>Kong with the plugins key-auth, basic-auth, jwt, acl and rate-limiting.</summary>
internal sealed class KongDress : ServerDress
{
    private const string Unauthorized = "Unauthorized";

    /// <inheritdoc/>
    public override string Name => "kong";

    /// <inheritdoc/>
    public override string Server => "Kong: a message in JSON, and no upstream latency since nothing went on";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Basic"))
        {
            return Message(context, 401, Unauthorized).Asking(Basic("service"));
        }

        if (context.Is("Bearer"))
        {
            return Jwt(context).Asking(Challenge.Create("Bearer"));
        }

        var answer = context.Situation switch
        {
            DressSituation.Absent => Message(context, 401, "No API key found in request"),
            DressSituation.Malformed => Message(context, 401, "Duplicate API key found"),
            _ when context.Is("Key") => Message(context, 401, Unauthorized),
            _ => Message(context, 401, "No API key found in request"),
        };
        return answer.Asking(Challenge.Create("Key", ("realm", "kong")));
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        Message(
            context,
            403,
            context.Cause.Family == "client" ? "IP address not allowed: 127.0.0.1" : "You cannot consume this service"
        );

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Message(context, 429, "API rate limit exceeded")
            .With("Retry-After", RetryAfter(context))
            .With("RateLimit-Remaining", "0")
            .With("RateLimit-Reset", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Message(
            context,
            status,
            status switch
            {
                404 => "no Route matched with those values",
                500 => "An unexpected error occurred",
                502 => "An invalid response was received from the upstream server",
                503 => "failure to get a peer from the ring-balancer",
                504 => "The upstream server is timing out",
                _ => Phrase(status),
            }
        );

    private static DressedAnswer Jwt(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Token.NotYetValid => Json(context, 401, "nbf", "token not valid yet"),
            var cause when cause == Causes.Token.SignatureInvalid => Message(context, 401, "Invalid signature"),
            var cause when cause == Causes.Token.AlgorithmRefused => Message(context, 401, "Invalid algorithm"),
            var cause when cause == Causes.Token.KeyUnknown || cause == Causes.Token.IssuerUntrusted => Message(
                context,
                401,
                "No credentials found for given 'iss'"
            ),
            _ when context.Situation == DressSituation.Expired => Json(context, 401, "exp", "token expired"),
            _ when context.Situation == DressSituation.Malformed => Message(context, 401, "Bad token; invalid JSON"),
            _ => Message(context, 401, Unauthorized),
        };

    private static DressedAnswer Message(DressContext context, int status, string text) =>
        Headed(
            DressedAnswer.Of(
                status,
                "application/json; charset=utf-8",
                $$"""
                {
                  "message":"{{text}}",
                  "request_id":"{{context.RequestId:n}}"
                }
                """
            ),
            context
        );

    private static DressedAnswer Json(DressContext context, int status, string name, string text) =>
        Headed(DressedAnswer.Of(status, "application/json; charset=utf-8", $$"""{"{{name}}":"{{text}}"}"""), context);

    private static DressedAnswer Headed(DressedAnswer answer, DressContext context) =>
        answer
            .With("X-Kong-Response-Latency", "1")
            .With("Server", "kong/3.9.1")
            .With("X-Kong-Request-Id", context.RequestId.ToString("n"));
}
