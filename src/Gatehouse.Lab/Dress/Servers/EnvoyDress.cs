using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Servers;

/// <summary>Envoy with the filters jwt_authn, basic_auth and rbac; also what Istio shows.</summary>
internal sealed class EnvoyDress : ServerDress
{
    private const string Refused = "User authentication failed. ";

    /// <inheritdoc/>
    public override string Name => "envoy";

    /// <inheritdoc/>
    public override string Server =>
        "Envoy and Istio: a sentence that is the diagnosis, the address asked for as realm";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Basic"))
        {
            return Text(
                    401,
                    Refused
                        + context.Situation switch
                        {
                            DressSituation.Malformed => "Invalid basic credential format.",
                            DressSituation.Absent => context.Presented.Scheme is null
                                ? "Missing username and password."
                                : "Expected 'Basic' authentication scheme.",
                            _ => "Invalid username/password combination.",
                        }
                )
                .Asking(Basic(context.Url));
        }

        var absent = context.Situation == DressSituation.Absent || !context.Is("Bearer");
        return Text(
                context.Cause == Causes.Token.AudienceMismatch ? 403 : 401,
                absent ? "Jwt is missing" : Sentence(context)
            )
            .Asking(
                absent
                    ? Challenge.Create("Bearer", ("realm", context.Url))
                    : Challenge.Create("Bearer", ("realm", context.Url), ("error", "invalid_token"))
            );
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) => Text(403, "RBAC: access denied");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) => Text(429, "local_rate_limited");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            503 => Text(503, "no healthy upstream"),
            504 => Text(504, "upstream request timeout"),
            _ => DressedAnswer.Empty(status).With("Server", "envoy"),
        };

    private static string Sentence(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Token.Expired => "Jwt is expired",
            var cause when cause == Causes.Token.NotYetValid => "Jwt not yet valid",
            var cause when cause == Causes.Token.IssuerUntrusted => "Jwt issuer is not configured",
            var cause when cause == Causes.Token.AudienceMismatch => "Audiences in Jwt are not allowed",
            var cause when cause == Causes.Token.AlgorithmRefused => "Jwt header [alg] field value is invalid",
            var cause when cause == Causes.Token.KeyUnknown => "Jwks doesn't have key to match kid or alg from Jwt",
            _ when context.Situation == DressSituation.Malformed =>
                "Jwt is not in the form of Header.Payload.Signature",
            _ when context.Situation == DressSituation.Expired => "Jwt is expired",
            _ => "Jwt verification fails",
        };

    private static DressedAnswer Text(int status, string text) =>
        DressedAnswer.Of(status, "text/plain", text).With("Server", "envoy");
}
