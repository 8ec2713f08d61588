using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Gateways;

/// <summary>Azure API Management: a subscription key, and the policy validate-jwt for tokens.</summary>
internal sealed class AzureApiManagementDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "azure-apim";

    /// <inheritdoc/>
    public override string Server =>
        "Azure API Management: a missing and a wrong subscription key have a sentence each";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is("Bearer"))
        {
            return Message(401, context.Situation == DressSituation.Absent ? "JWT not present." : "Invalid JWT.");
        }

        var looked = context.Is("Key") && context.Situation != DressSituation.Absent;
        return Message(
                401,
                looked
                    ? "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription."
                    : "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."
            )
            .Asking(
                Challenge.Create(
                    "AzureApiManagementKey",
                    ("realm", context.Url),
                    ("name", "Ocp-Apim-Subscription-Key"),
                    ("type", "header")
                )
            );
    }

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Message(429, $"Rate limit is exceeded. Try again in {RetryAfter(context)} seconds.")
            .With("Retry-After", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Message(
            status,
            status switch
            {
                404 => "Resource not found",
                500 => "Internal server error",
                _ => Phrase(status),
            }
        );

    private static DressedAnswer Message(int status, string text) =>
        DressedAnswer.Of(status, "application/json", $$"""{ "statusCode": {{status}}, "message": "{{text}}" }""");
}
