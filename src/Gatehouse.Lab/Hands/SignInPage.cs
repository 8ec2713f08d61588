using System.Net;
using Gatehouse.AspNetCore.Requests;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Hands;

/// <summary>Where people sign in: a name, the password that everybody knows, and a session's cookie.</summary>
internal sealed class SignInPage(LabJudge judge, LabAddresses addresses)
{
    private readonly LabSite _site = judge.Decide([], addresses[LabPlace.Main]);

    /// <summary>The page, as one of the lab's own.</summary>
    public Hand Hand =>
        new("sign-in", "A page to sign in: POST user, password and return.", _ => new((string?)null))
        {
            AnswerAsync = AnswerAsync,
        };

    private async Task AnswerAsync(HttpContext context)
    {
        var back = SignInAddress.OwnPathOr(context.Request.Query[SignInAddress.ReturnParameter], "/");
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
        {
            await ShowAsync(context, StatusCodes.Status200OK, "", back);
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var user = await judge.Accounts.FindUserAsync(form["user"].ToString(), context.RequestAborted);
        back = SignInAddress.OwnPathOr(form[SignInAddress.ReturnParameter], back);
        if (
            user is null or { Locked: true } or { Disabled: true } or { MustChangePassword: true }
            || user.PasswordHash != form["password"].ToString()
        )
        {
            await ShowAsync(
                context,
                StatusCodes.Status403Forbidden,
                "That name and password do not sign in here.",
                back
            );
            return;
        }

        var facts = RequestReader.Read(context, _site.Site, TimeProvider.System);
        var secure = context.Request.IsHttps ? "; Secure" : "";
        context.Response.Headers.SetCookie =
            $"{SessionCookie.NameFor(facts, _site.Site.Sessions)}={await judge.Sessions.BeginAsync(user.Name)}; Path=/; HttpOnly; SameSite=Lax{secure}";
        context.Response.Headers.Location = back;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private static Task ShowAsync(HttpContext context, int status, string problem, string back) =>
        LabAnswers.PageAsync(
            context,
            status,
            "Sign in",
            $"<p role=alert>{problem}</p>"
                + $"<form method=post><input type=hidden name={SignInAddress.ReturnParameter} value=\"{WebUtility.HtmlEncode(back)}\">"
                + $"<p><label>Name <input name=user value={LabAccount.Alice} autocomplete=username></label></p>"
                + $"<p><label>Password <input name=password type=password value={LabAccount.Password} autocomplete=current-password></label></p>"
                + "<p><button>Sign in</button></p></form>"
        );
}
