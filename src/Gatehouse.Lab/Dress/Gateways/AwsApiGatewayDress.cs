using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Gateways;

/// <summary>A REST API of AWS API Gateway: IAM where nothing came, an authorizer for tokens, usage plans for keys.</summary>
internal sealed class AwsApiGatewayDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "aws-apigw";

    /// <inheritdoc/>
    public override string Server =>
        "AWS API Gateway: the kind of error in x-amzn-ErrorType, challenges hidden under another name";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Bearer") || context.Is(DressContext.Cookie))
        {
            return context.Situation == DressSituation.Expired
                ? Message(context, 401, "The incoming token has expired", "UnauthorizedException")
                : Message(context, 401, "Unauthorized", "UnauthorizedException");
        }

        if (context.Is("Key"))
        {
            return Message(context, 403, "Forbidden", "ForbiddenException");
        }

        // Behind the gateway somebody does ask for a password, and the gateway renames the question.
        return context.Is("Basic") || context.Is("Digest")
            ? Message(context, 401, "Unauthorized", "UnauthorizedException")
                .With("x-amzn-Remapped-www-authenticate", ChallengeWriter.Write(Basic(context.Realm)))
            : Message(context, 403, "Missing Authentication Token", "MissingAuthenticationTokenException");
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Cause.Family is "access" or "token"
            ? Headed(
                context,
                DressedAnswer.Of(
                    403,
                    "application/json",
                    """{"Message":"User is not authorized to access this resource with an explicit deny"}"""
                ),
                "AccessDeniedException"
            )
            : Message(context, 403, "Forbidden", "ForbiddenException");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Message(context, 429, "Too Many Requests", "TooManyRequestsException");

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            // A path or method that does not exist looks like a signature that is missing.
            404 or 405 => Message(context, 403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
            400 => Message(context, 400, "Bad Request", "BadRequestException"),
            500 or 502 => Message(context, status, "Internal server error", "InternalServerErrorException"),
            503 => Message(context, 503, "Service Unavailable", "ServiceUnavailableException"),
            504 => Message(context, 504, "Endpoint request timed out", "InternalServerErrorException"),
            _ => Message(context, status, Phrase(status), "BadRequestException"),
        };

    private static DressedAnswer Message(DressContext context, int status, string text, string type) =>
        Headed(context, DressedAnswer.Of(status, "application/json", $$"""{"message":"{{text}}"}"""), type);

    private static DressedAnswer Headed(DressContext context, DressedAnswer answer, string type) =>
        answer
            .With("x-amzn-RequestId", context.RequestId.ToString())
            .With("x-amz-apigw-id", "IqKx7H2cDoEEPVw=")
            .With("x-amzn-ErrorType", type);
}
