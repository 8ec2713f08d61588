using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>
/// Products that say 401 to good credentials, because of what the account in the product lacks: that it exists, that it
/// was confirmed, that it is paid for.
/// </summary>
internal sealed class ProductAccountExhibits(LabParts parts) : IExhibitFamily
{
    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Of(
                Causes.Account.NotProvisioned,
                "The company's token is good, and nobody has made an account for its person in this product.",
                "Asks whoever runs the product for an account; a new token would change nothing.",
                """{"error":"user_not_found"}""",
                [Ask.Post(LabOperator.ToRepair(Causes.Account.NotProvisioned)).Note("the operator makes the account")]
            ),
            Of(
                Causes.Account.NotActivated,
                "The account was made, and its person has not confirmed the e-mail address yet.",
                "Leads the person to the mail with the link.",
                """{"error":"email_not_confirmed"}""",
                [
                    Ask.Post("/account.not-activated/confirm")
                        .Bearer(BadServer.Token)
                        .Note("the link of the mail")
                        .Expect(StatusCodes.Status204NoContent),
                ]
            ),
            Of(
                Causes.Account.EntitlementMissing,
                "The account is there, and the company's subscription has no seat for it.",
                "Tells the person which licence is missing; it does not ask for the password again.",
                """{"error":"no_seat"}""",
                [Ask.Post(LabOperator.ToRepair(Causes.Account.EntitlementMissing)).Note("the operator buys a seat")]
            ),
        ];

    private Exhibit Of(Cause cause, string scene, string client, string body, IReadOnlyList<LabStep> repair)
    {
        var step = Ask.Get("/" + cause.Id).Bearer(BadServer.Token);
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context => AnswerAsync(context, cause, body),
            Provoke = [Ask.Post(LabOperator.ToBreak(cause)).Note("the account is as it was"), step.Expect(401)],
            Cure = [.. repair, step],
        };
    }

    private Task AnswerAsync(HttpContext context, Cause cause, string body)
    {
        if (!BadServer.HasToken(context))
        {
            return RefuseAsync(context, """{"error":"invalid_token"}""");
        }

        if (
            cause == Causes.Account.NotActivated
            && BadServer.IsBelow(context, "confirm")
            && HttpMethods.IsPost(context.Request.Method)
        )
        {
            parts.Operator.Repair(cause);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return parts.Operator.IsBroken(cause)
            ? RefuseAsync(context, body)
            : LabAnswers.CuredAsync(context, cause, LabAccount.Alice);
    }

    private static Task RefuseAsync(HttpContext context, string body)
    {
        context.Response.Headers.WWWAuthenticate = BadServer.BearerChallenge;
        return LabAnswers.TextAsync(context, StatusCodes.Status401Unauthorized, body, "application/json");
    }
}
