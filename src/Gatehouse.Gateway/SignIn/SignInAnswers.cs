using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.SignIn;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>The pages on the way to a session: name and password, the code of a second factor, a new password.</summary>
internal sealed class SignInAnswers(SignInServices services)
{
    /// <summary>The page for name and password, with nothing filled in yet.</summary>
    public SignInView Begin(HttpContext context, Decision decision)
    {
        var settings = services.Settings();
        var prefix = decision.Site.Prefix;
        var returnTo = SignInAddress.OwnPathOr(OneValue.Of(context.Request.Query[SignInAddress.ReturnParameter]), "/");
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

    /// <summary>The page for name and password again, with what stands against the sign-in.</summary>
    public Task RefuseAsync(
        HttpContext context,
        Decision decision,
        Finding finding,
        PostedForm? form,
        UserRecord? user,
        bool told
    )
    {
        var refused = Refusing.Because(decision, "sign-in", finding, user?.Name, told);
        return refused.Cause == Causes.Csrf.CrossSite
            ? services.Refusals().RespondAsync(context, decision, refused)
            : AnswerAsync(
                context,
                decision,
                refused,
                refusal =>
                    SignInPage.Render(
                        Begin(context, decision) with
                        {
                            ReturnTo = SignInAddress.OwnPathOr(form?["return"], "/"),
                            Name = form?["name"],
                            Problem = ProblemOf(refusal),
                            Fixes = [.. refusal.Fixes.Take(1)],
                            Reference = refusal.Reference,
                        }
                    )
            );
    }

    /// <summary>The page for the code; with <paramref name="finding"/> what stands against the one that was given.</summary>
    public Task AskForCodeAsync(
        HttpContext context,
        Decision decision,
        UserRecord user,
        SecondFactorTicket ticket,
        string returnTo,
        Finding? finding = null
    )
    {
        var browser = CookieWriter.BrowserId(context, decision.Facts);
        var view = new CodeView
        {
            Language = EndpointAnswers.LanguageOf(context),
            Prefix = decision.Site.Prefix,
            Contact = decision.Site.Contact,
            UserName = user.Name,
            FormToken = services.FormTokens.Create(ticket.Session ?? browser),
            Ticket = ticket.Close(services.Seal, browser, decision.Facts.ReceivedAt),
            ReturnTo = SignInAddress.OwnPathOr(returnTo, "/"),
        };
        return finding is null
            ? EndpointAnswers.HtmlAsync(context, CodePage.Render(view))
            : AnswerAsync(
                context,
                decision,
                Refusing.Because(decision, "second-factor", finding, user.Name, toldToOwner: true),
                refusal =>
                    CodePage.Render(
                        view with
                        {
                            Problem = (refusal.Title, refusal.Detail),
                            Fixes = refusal.Fixes,
                            Reference = refusal.Reference,
                        }
                    )
            );
    }

    /// <summary>The page for a new password, for somebody who has proved to be the account's owner.</summary>
    public Task AskForNewPasswordAsync(
        HttpContext context,
        Decision decision,
        UserRecord user,
        string returnTo,
        bool withCode
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
                    NewPasswordTicket.Create(services, user, withCode),
                    SignInAddress.OwnPathOr(returnTo, "/"),
                    MustChange: true,
                    Fault: null
                )
            )
        );

    private Task AnswerAsync(
        HttpContext context,
        Decision decision,
        Refused refused,
        Func<Refusal, ReadOnlyMemory<byte>> page
    )
    {
        var refusal = services.Refusals().Prepare(context, decision, refused);
        RefusalResponder.WriteFields(context, refusal, cors: null);
        return ContentPreference.PrefersHtml(context.Request.Headers.Accept.ToString())
            ? EndpointAnswers.HtmlAsync(context, page(refusal), refusal.Status)
            : EndpointAnswers.ProblemAsync(context, refusal, decision.Site.Prefix);
    }

    // A form that lay open too long is told in words for people; its cause stands in the fields and in the journal.
    private static (string Title, string Detail) ProblemOf(Refusal refusal) =>
        refusal.Cause == Causes.Csrf.TokenInvalid || refusal.Cause == Causes.Csrf.TokenMissing
            ? SignInPage.FormTooOld(refusal.Language)
            : (refusal.Title, refusal.Detail);
}
