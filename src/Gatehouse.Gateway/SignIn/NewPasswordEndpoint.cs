using Gatehouse.Console.SignIn;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// Where people choose a new password: after a sign-in whose password must be changed, or by a link from a letter. Either
/// way all sessions end, and a new one begins, behind the second factor where there is one.
/// </summary>
internal sealed class NewPasswordEndpoint(SignInServices services, PasswordSignIn passwords) : IEndpoint
{
    // The page's address holds the link's secret.
    private const string Referrer = "strict-origin";

    public string Path => "new-password";

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await ShowAsync(context, decision, context.Request.Query["link"].ToString());
            return;
        }

        var form = await PostedForm.ReadAsync(context);
        if (PostedForm.WhatStandsAgainst(form, decision, services.FormTokens) is { } against)
        {
            await services
                .Refusals()
                .RespondAsync(context, decision, Refusing.Because(decision, "new-password", against));
            return;
        }

        await SaveAsync(context, decision, form!);
    }

    private async Task ShowAsync(HttpContext context, Decision decision, string link)
    {
        if (await OwnerOfAsync(link, context.RequestAborted) is not { } user)
        {
            await DeadLinkAsync(context, decision);
            return;
        }

        await AskAsync(context, decision, user, link, "/", mustChange: false, fault: null);
    }

    private async Task SaveAsync(HttpContext context, Decision decision, PostedForm form)
    {
        var ticket = form["ticket"];
        var isLink = SecretText.IsWellFormed(ResetLink.Prefix, ticket);
        var (user, withCode) = isLink
            ? (await OwnerOfAsync(ticket, context.RequestAborted), false)
            : await NewPasswordTicket.ReadAsync(services, ticket, context.RequestAborted);
        if (user is null)
        {
            await DeadLinkAsync(context, decision);
            return;
        }

        var password = form["new-password"];
        if (await FaultOfAsync(user, password, decision, context.RequestAborted) is { } fault)
        {
            await AskAsync(context, decision, user, ticket, form["return"], mustChange: !isLink, fault);
            return;
        }

        var made = await services.NewPasswords.MakeAsync(
            user.Name,
            password,
            decision.Facts.Client,
            context.RequestAborted
        );
        if (made is null)
        {
            var busy = Finding.Unanswerable(
                Causes.Server.Busy,
                Evidence.Number("retry-after", services.Passwords.RetryAfter, Disclosure.Caller)
            );
            await services.Refusals().RespondAsync(context, decision, Refusing.Because(decision, "new-password", busy));
            return;
        }

        var saved = isLink
            ? await services.Resets.ResetPasswordAsync(SecretText.Hash(ticket), made, context.RequestAborted)
            : await services.Users.ChangePasswordAsync(
                user.Id,
                user.PasswordHash,
                made,
                butSession: null,
                context.RequestAborted
            );
        var changed = user with { PasswordHash = made.Hash, MustChangePassword = false };
        if (!saved || !await passwords.GoOnAsync(context, decision, changed, form["return"], withCode))
        {
            await DeadLinkAsync(context, decision);
        }
    }

    private async ValueTask<PasswordFault?> FaultOfAsync(
        UserRecord user,
        string password,
        Decision decision,
        CancellationToken cancellationToken
    ) =>
        PasswordRules.FaultOf(password, user.Name)
        ?? (
            await services.Passwords.VerifyAsync(user.PasswordHash, password, decision.Facts.Client, cancellationToken)
                is PasswordMatch.Yes
                    or PasswordMatch.YesButWeak
                ? PasswordFault.Unchanged
                : null
        );

    private async ValueTask<UserRecord?> OwnerOfAsync(string link, CancellationToken cancellationToken) =>
        SecretText.IsWellFormed(ResetLink.Prefix, link)
        && await services.Resets.FindResetAsync(SecretText.Hash(link), cancellationToken) is { } id
        && await services.Users.FindUserAsync(id, cancellationToken) is { Disabled: false, Locked: false } user
            ? user
            : null;

    private Task AskAsync(
        HttpContext context,
        Decision decision,
        UserRecord user,
        string ticket,
        string returnTo,
        bool mustChange,
        PasswordFault? fault
    ) =>
        EndpointAnswers.HtmlAsync(
            context,
            NewPasswordPage.Render(
                new NewPasswordView(
                    EndpointAnswers.LanguageOf(context),
                    decision.Site.Prefix,
                    decision.Site.Contact,
                    user.Name,
                    services.FormTokens.Create(CookieWriter.BrowserId(context, decision.Facts)),
                    ticket,
                    SignInAddress.OwnPathOr(returnTo, "/"),
                    mustChange,
                    fault
                )
            ),
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            Referrer
        );

    private static Task DeadLinkAsync(HttpContext context, Decision decision) =>
        EndpointAnswers.HtmlAsync(
            context,
            ResetPages.DeadLink(EndpointAnswers.LanguageOf(context), decision.Site.Prefix, decision.Site.Contact),
            StatusCodes.Status410Gone,
            Referrer
        );
}
