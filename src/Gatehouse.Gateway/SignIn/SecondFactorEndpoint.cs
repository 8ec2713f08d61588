using Gatehouse.Decisions;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Takes the code of a second factor, from somebody who signs in or whose session is to become stronger.</summary>
internal sealed class SecondFactorEndpoint(
    SignInServices services,
    SignInAnswers answers,
    SessionStarter starter,
    PasswordSignIn passwords
) : IEndpoint
{
    private readonly StrongerSession _stronger = new(services, starter);

    public string Path => "second-factor";

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public bool Identifies => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        // Reached by going back or by an old address: what was asked for stands at the beginning of the way.
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = decision.Site.Prefix + "sign-in";
            context.Response.Headers.CacheControl = "no-store";
            return;
        }

        var form = await PostedForm.ReadAsync(context);
        if (
            !IsOfSession(form, decision)
            && PostedForm.WhatStandsAgainst(form, decision, services.FormTokens) is { } against
        )
        {
            await answers.RefuseAsync(context, decision, against, form, user: null, told: false);
            return;
        }

        try
        {
            await JudgeAsync(context, decision, form!);
        }
        catch (StoreUnavailableException exception)
        {
            var gone = Finding.Unanswerable(
                Causes.Server.StoreUnavailable,
                Evidence.ForOperator("problem", exception.Message)
            );
            await answers.RefuseAsync(context, decision, gone, form, user: null, told: false);
        }
    }

    // A form within a session is tied to it, which the decision has seen already where the browser says nothing itself.
    private bool IsOfSession(PostedForm? form, Decision decision) =>
        form is not null
        && decision.Principal?.SessionId is { } session
        && services.FormTokens.Match(form[FormTokens.FieldName], session);

    private async Task JudgeAsync(HttpContext context, Decision decision, PostedForm form)
    {
        var ticket = CookieWriter.FindBrowserId(decision.Facts) is { } browser
            ? SecondFactorTicket.Open(services.Seal, browser, form["ticket"], decision.Facts.ReceivedAt)
            : null;
        var user = ticket is null ? null : await services.Users.FindUserAsync(ticket.UserId, context.RequestAborted);
        var factor = user is null
            ? null
            : await services.Factors.FindSecondFactorAsync(user.Id, context.RequestAborted);
        if (
            factor is null
            || !ticket!.Fits(user!)
            || (ticket.Session is { } session && decision.Principal?.SessionId != session)
        )
        {
            await BeginAgainAsync(context, decision, form, user);
            return;
        }

        if (await JudgeCodeAsync(user!, factor, form, decision, context.RequestAborted) is { } finding)
        {
            await answers.AskForCodeAsync(context, decision, user!, ticket, form["return"], finding);
        }
        else if (!await CompleteAsync(context, decision, ticket, user!, form["return"]))
        {
            await BeginAgainAsync(context, decision, form, user);
        }
    }

    private async ValueTask<Finding?> JudgeCodeAsync(
        UserRecord user,
        SecondFactorRecord factor,
        PostedForm form,
        Decision decision,
        CancellationToken cancellationToken
    ) => await services.FactorJudge.JudgeAsync(user, factor, form["code"], decision.Facts, cancellationToken);

    private async Task<bool> CompleteAsync(
        HttpContext context,
        Decision decision,
        SecondFactorTicket ticket,
        UserRecord user,
        string returnTo
    )
    {
        if (ticket.Session is not { } session)
        {
            return await passwords.GoOnAsync(context, decision, user, returnTo, withCode: true);
        }

        if (await _stronger.BeginAsync(context, decision, user, session) is null)
        {
            return false;
        }

        SessionStarter.SendOn(context, returnTo);
        return true;
    }

    private Task BeginAgainAsync(HttpContext context, Decision decision, PostedForm form, UserRecord? user) =>
        answers.RefuseAsync(
            context,
            decision,
            Finding.Failed(
                Causes.Csrf.TokenInvalid,
                Evidence.ForOperator(
                    "problem",
                    "the form for the code is older than five minutes, or its account or session has changed since"
                )
            ),
            form,
            user,
            told: false
        );
}
