using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.SignIn;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Where people sign in. Showing the page changes nothing; a completed sign-in ends the old session.</summary>
internal sealed class SignInEndpoint(SignInServices services, SessionStarter starter) : IEndpoint
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
        var view = Begin(context, decision) with
        {
            ReturnTo = SignInAddress.OwnPathOr(One(query[SignInAddress.ReturnParameter]), "/"),
            SignedInAs = decision.Principal?.Name,
            SignedOut = query.ContainsKey("signed-out"),
        };
        if (
            One(query[SignInAddress.CauseParameter]) is { } id
            && Causes.Find(id) is { } cause
            && cause.Public == cause
            && !ReferenceEquals(cause, Causes.Credentials.Missing)
        )
        {
            var text = CauseTexts.For(cause, view.Language);

            // Where a fresher sign-in is asked for, going on without one would only lead back here.
            var goesOn = cause != Causes.Token.TooOld;
            view = view with
            {
                SignedInAs = goesOn ? view.SignedInAs : null,
                Name = goesOn ? null : view.SignedInAs,
                Problem = (text.Title, text.DetailPlain),
                Reference =
                    One(query[SignInAddress.ReferenceParameter]) is { } given
                    && ReferenceText.TryRead(given, out var block)
                        ? ReferenceText.Write(block)
                        : null,
            };
        }

        await EndpointAnswers.HtmlAsync(context, SignInPage.Render(view));
    }

    private async Task SignInAsync(HttpContext context, Decision decision)
    {
        var form = await PostedForm.ReadAsync(context);
        if (PostedForm.WhatStandsAgainst(form, decision, services.FormTokens) is { } against)
        {
            await RefuseAsync(context, decision, against, form, user: null, told: false);
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
            await RefuseAsync(context, decision, gone, form, user: null, told: false);
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
                decision.Facts.Client,
                context.RequestAborted
            );
            if (judged.Refusal is Failed { Cause: var cause } && cause == Causes.Password.Expired)
            {
                await AskForNewPasswordAsync(context, decision, judged.User!, form);
                return;
            }

            if (judged.Refusal is { } refusal)
            {
                await RefuseAsync(context, decision, refusal, form, judged.User, judged.Proved);
                return;
            }

            if (await starter.StartAsync(context, decision, judged.User!, form["return"]))
            {
                return;
            }

            if (attempt == MostAttempts)
            {
                var busy = Finding.Unanswerable(
                    Causes.Server.Busy,
                    Evidence.Number("retry-after", 2, Disclosure.Caller)
                );
                await RefuseAsync(context, decision, busy, form, judged.User, told: false);
                return;
            }
        }
    }

    private Task AskForNewPasswordAsync(HttpContext context, Decision decision, UserRecord user, PostedForm form)
    {
        var view = Begin(context, decision);
        return EndpointAnswers.HtmlAsync(
            context,
            NewPasswordPage.Render(
                new NewPasswordView(
                    view.Language,
                    view.Prefix,
                    view.Contact,
                    user.Name,
                    view.FormToken,
                    NewPasswordTicket.Create(services, user),
                    SignInAddress.OwnPathOr(form["return"], "/"),
                    MustChange: true,
                    Fault: null
                )
            )
        );
    }

    private Task RefuseAsync(
        HttpContext context,
        Decision decision,
        Finding finding,
        PostedForm? form,
        UserRecord? user,
        bool told
    )
    {
        var refused = Refusing.Because(decision, "sign-in", finding, user?.Name, told);
        if (refused.Cause == Causes.Csrf.CrossSite)
        {
            return services.Refusals().RespondAsync(context, decision, refused);
        }

        var refusal = services.Refusals().Prepare(context, decision, refused);
        var view = Begin(context, decision) with
        {
            ReturnTo = SignInAddress.OwnPathOr(form?["return"], "/"),
            Name = form?["name"],
            Problem = ProblemOf(refusal),
            Fixes = [.. refusal.Fixes.Take(1)],
            Reference = refusal.Reference,
        };
        RefusalResponder.WriteFields(context, refusal, cors: null);
        return ContentPreference.PrefersHtml(context.Request.Headers.Accept.ToString())
            ? EndpointAnswers.HtmlAsync(context, SignInPage.Render(view), refusal.Status)
            : EndpointAnswers.ProblemAsync(context, refusal, decision.Site.Prefix);
    }

    // A form that lay open too long is told in words for people; its cause stands in the fields and in the journal.
    private static (string Title, string Detail) ProblemOf(Refusal refusal) =>
        refusal.Cause == Causes.Csrf.TokenInvalid || refusal.Cause == Causes.Csrf.TokenMissing
            ? SignInPage.FormTooOld(refusal.Language)
            : (refusal.Title, refusal.Detail);

    private SignInView Begin(HttpContext context, Decision decision)
    {
        var settings = services.Settings();
        var prefix = decision.Site.Prefix;
        var returnTo = SignInAddress.OwnPathOr(One(context.Request.Query[SignInAddress.ReturnParameter]), "/");
        return new SignInView
        {
            Language = EndpointAnswers.LanguageOf(context),
            Realm = decision.Site.Realm,
            Prefix = prefix,
            Contact = decision.Site.Contact,
            ReturnTo = "/",
            FormToken = services.FormTokens.Create(CookieWriter.BrowserId(context, decision.Facts)),
            Providers =
            [
                .. settings.Providers.Select(name =>
                    (name, $"{prefix}sign-in/{name}?{SignInAddress.ReturnParameter}={Uri.EscapeDataString(returnTo)}")
                ),
            ],
            ResetAddress = settings.ResetUrl ?? (settings.SendsMail ? prefix + "reset" : null),
            RegisterAddress = settings.RegisterUrl,
        };
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

    // A parameter that is there twice is read by nobody.
    private static string? One(Microsoft.Extensions.Primitives.StringValues values) =>
        values.Count == 1 ? values[0] : null;
}
