using Gatehouse.Console.SignIn;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn.Mail;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// Sends a link for a new password to whoever has forgotten theirs. What it answers, and when, is the same for a name
/// that nobody has: the store is asked, and the letter written, after the answer.
/// </summary>
internal sealed class ResetEndpoint(SignInServices services) : IEndpoint
{
    public string Path => "reset";

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var settings = services.Settings();
        var site = decision.Site;
        var language = EndpointAnswers.LanguageOf(context);
        if (settings.ResetUrl is { } elsewhere)
        {
            context.Response.Redirect(elsewhere);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.CacheControl = "no-store";
            return;
        }

        if (!settings.SendsMail)
        {
            await services
                .Refusals()
                .RespondAsync(
                    context,
                    decision,
                    new Denied(Causes.Route.Unknown, [], [.. decision.Steps], route: null)
                );
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            var token = services.FormTokens.Create(CookieWriter.BrowserId(context, decision.Facts));
            await EndpointAnswers.HtmlAsync(context, ResetPages.Ask(language, site.Prefix, site.Contact, token));
            return;
        }

        var form = await PostedForm.ReadAsync(context);
        if (PostedForm.WhatStandsAgainst(form, decision, services.FormTokens) is { } against)
        {
            await services.Refusals().RespondAsync(context, decision, Refusing.Because(decision, "reset", against));
            return;
        }

        var name = form!["name"];
        services.Mail.Enqueue(cancellationToken => WriteAsync(site, name, language, cancellationToken));
        await EndpointAnswers.HtmlAsync(context, ResetPages.Sent(language, site.Contact));
    }

    // Whoever signs in at a provider alone has no password to forget: one made here would outlive the account there.
    private async Task<Letter?> WriteAsync(Site site, string name, string language, CancellationToken cancellationToken)
    {
        if (
            !UserName.TryCanonicalise(name, out var canonical)
            || await services.Users.FindUserAsync(canonical, cancellationToken)
                is not { Disabled: false, Locked: false, PasswordHash: not null, Email: { Length: > 0 } address } user
        )
        {
            return null;
        }

        var link = SecretText.Create(ResetLink.Prefix);
        if (
            !await services.Resets.AddResetAsync(
                SecretText.Hash(link),
                user.Id,
                services.Time.GetUtcNow() + ResetLink.Lifetime,
                cancellationToken
            )
        )
        {
            return null;
        }

        // The site's own address, never one that a request told.
        var page = new Uri(site.PublicUrl, $"{site.Prefix}new-password?link={link}");
        var (subject, body) = ResetPages.Mail(language, site.Realm, user.Name, page.AbsoluteUri);
        return new Letter(address, subject, body);
    }
}
