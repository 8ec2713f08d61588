using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Gateways;

/// <summary>Kong with the plugins key-auth, basic-auth, jwt, acl and rate-limiting.</summary>
internal sealed class KongDress : ServerDress
{
    private const string Unauthorized = "Unauthorized";
    private const string Invalid = "Invalid authentication credentials";

    /// <inheritdoc/>
    public override string Name => "kong";

    /// <inheritdoc/>
    public override string Server => "Kong: a message in JSON, and no upstream latency since nothing went on";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        // Only who brings nothing is challenged, and by jwt not even that.
        if (context.Is("Bearer"))
        {
            return Jwt(context);
        }

        if (context.Is("Basic"))
        {
            return context.Situation == DressSituation.Absent
                ? Message(401, Unauthorized).Asking(Basic("kong"))
                : Message(401, Invalid);
        }

        if (!context.Is("Key") || context.Situation == DressSituation.Absent)
        {
            return Message(401, "No API key found in request").Asking(Challenge.Create("Key", ("realm", "kong")));
        }

        return Message(401, context.Situation == DressSituation.Malformed ? "Duplicate API key found" : Invalid);
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        Message(
            403,
            context.Cause.Family == "client" ? "IP address not allowed: 127.0.0.1" : "You cannot consume this service"
        );

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Message(429, "API rate limit exceeded")
            .With("Retry-After", RetryAfter(context))
            .With("RateLimit-Remaining", "0")
            .With("RateLimit-Reset", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Message(
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
            var cause when cause == Causes.Token.NotYetValid => Json(401, "nbf", "token not valid yet"),
            var cause when cause == Causes.Token.SignatureInvalid => Message(401, "Invalid signature"),
            var cause when cause == Causes.Token.AlgorithmRefused => Message(401, "Invalid algorithm"),
            var cause when cause == Causes.Token.KeyUnknown || cause == Causes.Token.IssuerUntrusted => Message(
                401,
                "No credentials found for given 'iss'"
            ),
            _ when context.Situation == DressSituation.Expired => Json(401, "exp", "token expired"),
            _ when context.Situation == DressSituation.Malformed => Message(401, "Bad token; invalid JSON"),
            _ => Message(401, Unauthorized),
        };

    private static DressedAnswer Message(int status, string text) => Json(status, "message", text);

    private static DressedAnswer Json(int status, string name, string text) =>
        DressedAnswer
            .Of(
                status,
                "application/json; charset=utf-8",
                $$"""
                {
                  "{{name}}":"{{text}}"
                }
                """
            )
            .With("X-Kong-Response-Latency", "1")
            .With("Server", "kong/3.4.2");
}
