using System.Globalization;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Identity;

/// <summary>Microsoft Entra ID's token endpoint, and for tokens Microsoft Graph, which takes them.</summary>
internal sealed class EntraDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "entra";

    /// <inheritdoc/>
    public override string Server => "Microsoft Entra ID: an AADSTS number for every cause; Microsoft Graph for tokens";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        context.Is("Bearer") && context.Cause.Family is not ("grant" or "password" or "user" or "mfa")
            ? Graph(context, 401, "InvalidAuthenticationToken", Message(context))
                .Asking(
                    Challenge.Create(
                        "Bearer",
                        ("realm", ""),
                        ("authorization_uri", "https://login.microsoftonline.com/common/oauth2/authorize"),
                        ("client_id", "00000003-0000-0000-c000-000000000000")
                    )
                )
            : Token(context);

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        Graph(context, 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    /// <inheritdoc/>
    protected override DressedAnswer Throttled(DressContext context) =>
        Graph(context, 429, "TooManyRequests", "Too many requests.").With("Retry-After", RetryAfter(context));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        Graph(
            context,
            status,
            status switch
            {
                400 => "BadRequest",
                404 => "Request_ResourceNotFound",
                503 => "serviceNotAvailable",
                _ => "generalException",
            },
            Phrase(status) + "."
        );

    private static string Message(DressContext context) =>
        context.Situation switch
        {
            DressSituation.Absent => "Access token is empty.",
            DressSituation.Malformed => "CompactToken parsing failed with error code: 80049217",
            DressSituation.Expired => "Lifetime validation failed, the token is expired.",
            _ when context.Cause == Causes.Token.AudienceMismatch =>
                "Access token validation failure. Invalid audience.",
            _ => "Access token validation failure. Invalid signature.",
        };

    private static DressedAnswer Graph(DressContext context, int status, string code, string message) =>
        DressedAnswer
            .Of(
                status,
                "application/json",
                $$$$"""{"error":{"code":"{{{{code}}}}","message":"{{{{message}}}}","innerError":{"date":"{{{{Text(context.Now, "yyyy-MM-dd'T'HH:mm:ss")}}}}","request-id":"{{{{context.RequestId}}}}","client-request-id":"{{{{context.RequestId}}}}"}}}"""
            )
            .With("Cache-Control", "no-cache")
            .With("request-id", context.RequestId.ToString())
            .With("client-request-id", context.RequestId.ToString());

    private static DressedAnswer Token(DressContext context)
    {
        var (status, error, number, text) = Number(context);
        return DressedAnswer
            .Of(
                status,
                "application/json; charset=utf-8",
                $$"""{"error":"{{error}}","error_description":"AADSTS{{number}}: {{text}} Trace ID: {{context.RequestId}} Correlation ID: {{context.RequestId}} Timestamp: {{Text(context.Now, "yyyy-MM-dd HH:mm:ss'Z'")}}","error_codes":[{{number}}],"timestamp":"{{Text(context.Now, "yyyy-MM-dd HH:mm:ss'Z'")}}","trace_id":"{{context.RequestId}}","correlation_id":"{{context.RequestId}}","error_uri":"https://login.microsoftonline.com/error?code={{number}}"}"""
            )
            .With("Cache-Control", "no-store, no-cache")
            .With("Pragma", "no-cache")
            .With("x-ms-request-id", context.RequestId.ToString());
    }

    private static (int Status, string Error, int Number, string Text) Number(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.User.Unknown => (
                400,
                "invalid_grant",
                50034,
                "The user account does not exist in the directory."
            ),
            var cause when cause == Causes.User.Disabled => (
                400,
                "invalid_grant",
                50057,
                "The user account is disabled."
            ),
            var cause when cause == Causes.User.Locked => (400, "invalid_grant", 50053, "The account is locked."),
            var cause when cause == Causes.Password.Expired => (
                400,
                "invalid_grant",
                50055,
                "The password is expired."
            ),
            var cause when cause == Causes.Mfa.Required => (
                400,
                "interaction_required",
                50076,
                "You must use multi-factor authentication."
            ),
            var cause when cause == Causes.Grant.ClientRejected => (
                401,
                "invalid_client",
                7000215,
                "Invalid client secret provided."
            ),
            var cause when cause == Causes.Grant.Invalid => (
                400,
                "invalid_grant",
                70008,
                "The provided authorization code or refresh token has expired."
            ),
            var cause when cause == Causes.Token.RefreshReused => (
                400,
                "invalid_grant",
                54005,
                "The code was already redeemed."
            ),
            _ when context.Situation == DressSituation.Absent => (
                400,
                "invalid_request",
                900144,
                "The request body must contain the following parameter: 'grant_type'."
            ),
            _ when context.Situation == DressSituation.Expired => (
                400,
                "invalid_grant",
                700082,
                "The refresh token has expired due to inactivity."
            ),
            _ => (400, "invalid_grant", 50126, "Error validating credentials due to invalid username or password."),
        };

    private static string Text(DateTimeOffset time, string format) =>
        time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
