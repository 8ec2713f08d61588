using Gatehouse.Console.SignIn;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Where people sign in. Showing the page changes nothing; a completed sign-in ends the old session.</summary>
internal sealed class SignInEndpoint(SignInServices services, SignInAnswers answers, PasswordSignIn passwords)
    : IEndpoint
{
    private const int LongestPassword = 1024;
    private const int MostAttempts = 2;

    public string Path => "sign-in";

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public bool Identifies => true;

    public Task AnswerAsync(HttpContext context, Decision decision) =>
        SessionCookie.NameFor(decision.Facts, decision.Site.Sessions) is null
            ? services
                .Refusals()
                .RespondAsync(
                    context,
                    decision,
                    Refusing.Because(
                        decision,
                        "sign-in",
                        Finding.Failed(
                            Causes.Credentials.InsecureTransport,
                            Evidence.ForOperator("problem", "sessions are not held over plain http beyond loopback")
                        )
                    )
                )
        : HttpMethods.IsPost(context.Request.Method) ? SignInAsync(context, decision)
        : ShowAsync(context, decision);

    private async Task ShowAsync(HttpContext context, Decision decision)
    {
        await DeleteDeadCookieAsync(context, decision);
        var query = context.Request.Query;
        var returnTo = SignInAddress.OwnPathOr(OneValue.Of(query[SignInAddress.ReturnParameter]), "/");
        var cause = CauseOf(context);
        var lacksFactor = cause == Causes.Mfa.Required && decision.Principal is { Factors: 1 };
        var hasDevice =
            lacksFactor
            && await services.Factors.FindSecondFactorAsync(decision.Principal!.UserId!.Value, context.RequestAborted)
                is not null;
        if (hasDevice && await StepUpAsync(context, decision, returnTo))
        {
            return;
        }

        var view = answers.Begin(context, decision) with
        {
            ReturnTo = returnTo,
            SignedInAs = decision.Principal?.Name,
            SignedOut = query.ContainsKey("signed-out"),
        };
        if (cause is not null && (lacksFactor || cause != Causes.Mfa.Required || decision.Principal is null))
        {
            var text = CauseTexts.For(cause, view.Language);

            // Where a fresher or stronger sign-in is asked for, going on without one would only lead back here.
            var goesOn = cause != Causes.Token.TooOld && !lacksFactor;
            view = view with
            {
                SignedInAs = goesOn ? view.SignedInAs : null,
                Name = goesOn ? null : view.SignedInAs,
                Problem = (text.Title, text.DetailPlain),
                TakesPasswords = hasDevice || !lacksFactor,
                SetUpAddress =
                    lacksFactor && !hasDevice
                        ? $"{decision.Site.Prefix}account/second-factor?{SignInAddress.ReturnParameter}={Uri.EscapeDataString(returnTo)}"
                        : null,
                Reference =
                    OneValue.Of(query[SignInAddress.ReferenceParameter]) is { } given
                    && ReferenceText.TryRead(given, out var block)
                        ? ReferenceText.Write(block)
                        : null,
            };
        }

        await EndpointAnswers.HtmlAsync(context, SignInPage.Render(view));
    }

    private static Cause? CauseOf(HttpContext context) =>
        OneValue.Of(context.Request.Query[SignInAddress.CauseParameter]) is { } id
        && Causes.Find(id) is { } cause
        && cause.Public == cause
        && cause != Causes.Credentials.Missing
            ? cause
            : null;

    // Whoever is signed in, and recently enough for where they are going, lacks the code alone. False where they must give
    // the password again, which asks for the code as well.
    private async Task<bool> StepUpAsync(HttpContext context, Decision decision, string returnTo)
    {
        var principal = decision.Principal!;
        var site = decision.Site;
        var place = site.Routes.Find(decision.Facts.Host, "GET", CanonicalPath.Read(returnTo).Text);
        if (
            (
                place >= 0
                && !site
                    .Routes.All[place]
                    .StrengthFor("GET")
                    .IsFresh(principal.AuthenticatedAt, decision.Facts.ReceivedAt, site.ClockSkew)
            ) || await services.Users.FindUserAsync(principal.UserId!.Value, context.RequestAborted) is not { } user
        )
        {
            return false;
        }

        await answers.AskForCodeAsync(
            context,
            decision,
            user,
            SecondFactorTicket.Within(principal.SessionId!, user),
            returnTo
        );
        return true;
    }

    private async Task SignInAsync(HttpContext context, Decision decision)
    {
        var form = await PostedForm.ReadAsync(context);
        if (PostedForm.WhatStandsAgainst(form, decision, services.FormTokens) is { } against)
        {
            await answers.RefuseAsync(context, decision, against, form, user: null, told: false);
            return;
        }

        var password = form!["password"];
        if (password.Length > LongestPassword)
        {
            password = "";
        }

        try
        {
            await JudgeAsync(context, decision, form, password);
        }
        catch (StoreUnavailableException exception)
        {
            // On the page, so that nothing but the password is filled in again.
            var gone = Finding.Unanswerable(
                Causes.Server.StoreUnavailable,
                Evidence.ForOperator("problem", exception.Message)
            );
            await answers.RefuseAsync(context, decision, gone, form, user: null, told: false);
        }
    }

    private async Task JudgeAsync(HttpContext context, Decision decision, PostedForm form, string password)
    {
        // Once more where the account was changed while its password was judged: by what it is now.
        for (var attempt = 1; ; attempt++)
        {
            var judged = await services.Judge.JudgeAsync(
                form["name"],
                password,
                decision.Facts,
                context.RequestAborted
            );
            if (judged.Refusal is { } refusal && (refusal as Failed)?.Cause != Causes.Password.Expired)
            {
                await answers.RefuseAsync(context, decision, refusal, form, judged.User, judged.Proved);
                return;
            }

            if (await passwords.GoOnAsync(context, decision, judged.User!, form["return"], withCode: false))
            {
                return;
            }

            if (attempt == MostAttempts)
            {
                var busy = Finding.Unanswerable(
                    Causes.Server.Busy,
                    Evidence.Number("retry-after", services.Passwords.RetryAfter, Disclosure.Caller)
                );
                await answers.RefuseAsync(context, decision, busy, form, judged.User, told: false);
                return;
            }
        }
    }

    // Only here: an answer to another request, late, could delete what another tab has just got.
    private async Task DeleteDeadCookieAsync(HttpContext context, Decision decision)
    {
        var rules = decision.Site.Sessions;
        var name = SessionCookie.NameFor(decision.Facts, rules)!;
        if (
            decision.Principal is not null
            || !SessionCookie.TryFind(decision.Facts, name, out var line, out var start, out var length)
        )
        {
            return;
        }

        // Of two cookies, deleting ours would leave the person with the one that somebody else has planted.
        var value = line.Substring(start, length);
        if (SessionCookie.HasAnother(decision.Facts, name, value))
        {
            return;
        }

        var session = SessionText.IsWellFormed(value)
            ? await services.Sessions.FindSessionAsync(SessionText.Hash(value), context.RequestAborted)
            : null;
        if (session is null || rules.EndOf(session, decision.Facts.ReceivedAt) is not null)
        {
            CookieWriter.DeleteSession(context, decision.Facts, rules);
        }
    }
}
