using Gatehouse.Console.Account;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Where people see and end their sessions and change their password.</summary>
internal sealed class AccountEndpoint(SignInServices services) : IEndpoint
{
    public string Path => "account";

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public bool NeedsSignIn => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var principal = decision.Principal!;
        var user = await services.Users.FindUserAsync(principal.UserId!.Value, context.RequestAborted);
        if (user is null)
        {
            throw new StoreUnavailableException("The user of a session in force is not in the store.");
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await ShowAsync(context, decision, user, view => view);
            return;
        }

        // Whether it came from a page of ours is the decision's affair: it has seen the session and the form.
        var form = await PostedForm.ReadAsync(context);
        switch (form?["action"])
        {
            case "end":
                await EndAsync(context, user, form["session"]);
                await ShowAsync(context, decision, user, view => view with { Done = AccountEvent.Ended });
                break;
            case "end-program":
                await EndProgramAsync(context, user, form["grant"]);
                await ShowAsync(context, decision, user, view => view with { Done = AccountEvent.ProgramEnded });
                break;
            case "end-others":
                await services.Sessions.EndSessionsAsync(
                    user.Id,
                    principal.SessionId,
                    SessionEnd.EndedByPerson,
                    context.RequestAborted
                );
                await ShowAsync(context, decision, user, view => view with { Done = AccountEvent.OthersEnded });
                break;
            case "password":
                await ChangePasswordAsync(context, decision, user, form);
                break;
            default:
                await ShowAsync(context, decision, user, view => view);
                break;
        }
    }

    // Only a session of their own: the id of somebody else's is as good as none.
    private async Task EndAsync(HttpContext context, UserRecord user, string id)
    {
        if (
            await services.Sessions.FindSessionByIdAsync(id, context.RequestAborted) is { } session
            && session.UserId == user.Id
        )
        {
            await services.Sessions.EndSessionAsync(id, SessionEnd.EndedByPerson, context.RequestAborted);
        }
    }

    private async Task EndProgramAsync(HttpContext context, UserRecord user, string id)
    {
        if (await services.Tokens.FindGrantAsync(id, context.RequestAborted) is { } grant && grant.UserId == user.Id)
        {
            await services.Tokens.EndGrantAsync(id, GrantEnd.EndedByPerson, context.RequestAborted);
        }
    }

    private async Task ChangePasswordAsync(HttpContext context, Decision decision, UserRecord user, PostedForm form)
    {
        var client = decision.Facts.Client;
        var judged = await services.Judge.JudgeAsync(
            user.Name,
            form["password"],
            decision.Facts,
            context.RequestAborted
        );
        if (judged is { Refusal: { } refusal, Proved: false })
        {
            await ProblemAsync(context, decision, user, refusal);
            return;
        }

        var password = form["new-password"];
        var fault =
            PasswordRules.FaultOf(password, user.Name)
            ?? (string.Equals(password, form["password"], StringComparison.Ordinal) ? PasswordFault.Unchanged : null);
        if (fault is not null)
        {
            await ShowAsync(
                context,
                decision,
                user,
                view => view with { Fault = fault },
                StatusCodes.Status422UnprocessableEntity
            );
            return;
        }

        if (await services.NewPasswords.MakeAsync(user.Name, password, client, context.RequestAborted) is not { } made)
        {
            var busy = Finding.Unanswerable(
                Causes.Server.Busy,
                Evidence.Number("retry-after", services.Passwords.RetryAfter, Disclosure.Caller)
            );
            await services.Refusals().RespondAsync(context, decision, Refusing.Because(decision, "account", busy));
            return;
        }

        var saved = await services.Users.ChangePasswordAsync(
            user.Id,
            judged.User!.PasswordHash,
            made,
            decision.Principal!.SessionId,
            context.RequestAborted
        );
        if (!saved)
        {
            // Somebody has changed it since it was judged: it is the wrong one by now.
            var wrong = Finding.Failed(Causes.Password.Wrong, Evidence.ForOperator("user", user.Name));
            await ProblemAsync(context, decision, user, wrong);
            return;
        }

        await ShowAsync(context, decision, user, view => view with { Done = AccountEvent.PasswordSaved });
    }

    private Task ProblemAsync(HttpContext context, Decision decision, UserRecord user, Finding finding)
    {
        var refused = services
            .Refusals()
            .Prepare(context, decision, Refusing.Because(decision, "account", finding, user.Name));
        return ShowAsync(
            context,
            decision,
            user,
            view => view with { Problem = (refused.Title, refused.Detail) },
            refused.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests
                ? refused.Status
                : StatusCodes.Status422UnprocessableEntity
        );
    }

    private async Task ShowAsync(
        HttpContext context,
        Decision decision,
        UserRecord user,
        Func<AccountView, AccountView> change,
        int status = StatusCodes.Status200OK
    )
    {
        var id = decision.Principal!.SessionId!;
        var rules = decision.Site.Sessions;
        var now = decision.Facts.ReceivedAt;
        var open = (await services.Sessions.ListSessionsAsync(user.Name, context.RequestAborted)).Where(session =>
            rules.EndOf(session, now) is null
        );
        var programs = services.Settings().Applications;
        var grants = await services.Tokens.ListGrantsAsync(user.Name, context.RequestAborted);
        var view = new AccountView
        {
            Language = EndpointAnswers.LanguageOf(context),
            Prefix = decision.Site.Prefix,
            Contact = decision.Site.Contact,
            UserName = user.Name,
            Roles = decision.Principal.Roles,
            FormToken = services.FormTokens.Create(id),
            Sessions = [.. open],
            ThisSession = id,
            Rules = rules,
            Programs = [.. grants.Select(grant => (programs.GetValueOrDefault(grant.ClientId, grant.ClientId), grant))],
            HasPassword = user.PasswordHash is not null,
        };
        await EndpointAnswers.HtmlAsync(context, AccountPage.Render(change(view)), status);
    }
}
