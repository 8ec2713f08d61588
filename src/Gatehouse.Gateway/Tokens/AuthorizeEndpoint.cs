using System.Text;
using Gatehouse.Console.Authorize;
using Gatehouse.Console.Pages;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>
/// Where a person, signed in, is asked whether a program may act for them (RFC 6749 section 4.1). Asked each time: a
/// program on somebody's own machine cannot prove who it is (RFC 8252 section 8.6).
/// </summary>
internal sealed class AuthorizeEndpoint(TokenServices services) : IEndpoint
{
    /// <summary>Its path below the prefix.</summary>
    public const string Name = "authorize";

    private const string Purpose = "authorization request";

    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(1);

    public string Path => Name;

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public bool NeedsSignIn => true;

    public Task AnswerAsync(HttpContext context, Decision decision) =>
        HttpMethods.IsPost(context.Request.Method) ? AnsweredAsync(context, decision) : AskAsync(context, decision);

    private async Task AskAsync(HttpContext context, Decision decision)
    {
        var configuration = services.Configuration();
        var query = context.Request.Query;
        var (application, redirectUri, problem) = AuthorizationReader.ReadTarget(configuration, query);
        if (application is null)
        {
            await RefuseAsync(context, decision, problem!);
            return;
        }

        var principal = decision.Principal!;
        var (request, error, description) = AuthorizationReader.Read(
            configuration,
            application,
            redirectUri,
            query,
            principal.SessionId!,
            decision.Facts.ReceivedAt + Shown
        );
        if (request is null)
        {
            await ReturnAsync(
                context,
                application,
                redirectUri,
                query.ContainsKey("state") ? query["state"].ToString() : null,
                ("error", error!),
                ("error_description", description!)
            );
            return;
        }

        if (StepUp(decision, query) is { } weak)
        {
            await services
                .Refusals()
                .RespondAsync(context, decision, Refusing.Because(decision, Name, weak, principal.Name));
            return;
        }

        await EndpointAnswers.HtmlAsync(
            context,
            AuthorizePage.Render(
                new AuthorizeView
                {
                    Language = EndpointAnswers.LanguageOf(context),
                    Prefix = decision.Site.Prefix,
                    Contact = decision.Site.Contact,
                    Realm = decision.Site.Realm,
                    UserName = principal.Name,
                    Application = application.Name ?? application.Id,
                    GoesTo = GoesTo(redirectUri),
                    Scopes = request.Scopes,
                    FormToken = services.FormTokens.Create(principal.SessionId!),
                    Request = services.Seal.CloseText(Purpose, request.ToText()),
                }
            ),
            policy: PolicyFor(redirectUri)
        );
    }

    private async Task AnsweredAsync(HttpContext context, Decision decision)
    {
        // Whether it came from a page of ours is the decision's affair: it has seen the session and the form.
        var form = await PostedForm.ReadAsync(context);
        var principal = decision.Principal!;
        var configuration = services.Configuration();
        if (
            form is null
            || services.Seal.OpenText(Purpose, form["request"]) is not { } text
            || AuthorizationRequest.FromText(text) is not { } request
            || request.Session != principal.SessionId
            || request.Until <= services.Time.GetUtcNow().ToUnixTimeSeconds()
        )
        {
            await RefuseAsync(context, decision, "the page lay open too long, or was shown to another sign-in");
            return;
        }

        // The configuration may have changed while the page was looked at.
        if (
            services.FindApplication(request.ClientId) is not { } application
            || !AuthorizationReader.IsRegistered(application, request.RedirectUri)
            || !request.Scopes.All(scope => application.Scopes.Contains(scope, StringComparer.Ordinal))
        )
        {
            await RefuseAsync(context, decision, "the program is not configured so any more");
            return;
        }

        if (form["decision"] != "allow")
        {
            await ReturnAsync(
                context,
                application,
                request.RedirectUri,
                request.State,
                ("error", "access_denied"),
                ("error_description", "The person refused")
            );
            return;
        }

        var session = await services.Sessions.FindSessionByIdAsync(principal.SessionId!, context.RequestAborted);
        var code = GrantText.CreateCode();
        var now = services.Time.GetUtcNow();
        var kept = await services.Tokens.AddGrantAsync(
            new NewGrant(
                GrantText.CreateId(),
                principal.UserId!.Value,
                principal.SessionId!,
                application.Id,
                request.Scopes,
                now + configuration.Tokens.Unused,
                GrantText.Hash(code),
                now + CodeLife,
                request.RedirectUri,
                request.CodeChallenge,
                principal.AuthenticatedAt ?? now
            )
            {
                Resource = request.Resource,
                Roles = session?.Roles,
                Methods = session?.Methods ?? [],
                Acr = principal.Factors > 1 ? Assurance.TwoFactors : null,
            },
            context.RequestAborted
        );
        if (!kept)
        {
            await RefuseAsync(context, decision, "the sign-in has ended meanwhile");
            return;
        }

        await ReturnAsync(context, application, request.RedirectUri, request.State, ("code", code));
    }

    // What a program asks of the sign-in itself: an old one, in a browser that stood open, may be somebody else's.
    private static Failed? StepUp(Decision decision, IQueryCollection query)
    {
        var principal = decision.Principal!;
        var asked = AuthorizationReader.StrengthOf(name => query[name]);
        return asked.Factors > principal.Factors ? Finding.Failed(Causes.Mfa.Required)
            : asked.IsFresh(principal.AuthenticatedAt, decision.Facts.ReceivedAt, decision.Site.ClockSkew) ? null
            : Finding.Failed(
                Causes.Token.TooOld,
                Evidence.Number("max-age", (long)asked.Fresh!.Value.TotalSeconds, Disclosure.Caller)
            );
    }

    private Task RefuseAsync(HttpContext context, Decision decision, string problem) =>
        services
            .Refusals()
            .RespondAsync(
                context,
                decision,
                Refusing.Because(
                    decision,
                    Name,
                    Finding.Failed(Causes.Grant.RequestInvalid, Evidence.ForCaller("problem", problem)),
                    decision.Principal!.Name
                )
            );

    // With the issuer, so that an answer is never taken for another server's (RFC 9207).
    private Task ReturnAsync(
        HttpContext context,
        ApplicationConfiguration application,
        string redirectUri,
        string? state,
        params (string Name, string Value)[] parameters
    )
    {
        var address = new StringBuilder(redirectUri);
        var separator = redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (
            var (name, value) in parameters
                .Append(("state", state ?? ""))
                .Append(("iss", services.Configuration().PublicUrl.GetLeftPart(UriPartial.Authority)))
                .Where(parameter => parameter.Item1 != "state" || state is not null)
        )
        {
            address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        // A page goes on to the web by itself; to a program on the device, browsers want it to be the person's own act.
        if (IsOfWeb(redirectUri) || !HttpMethods.IsPost(context.Request.Method))
        {
            return EndpointAnswers.HtmlAsync(
                context,
                GoOnPage.Render(
                    EndpointAnswers.LanguageOf(context),
                    application.Name ?? application.Id,
                    address.ToString()
                ),
                referrer: "no-referrer"
            );
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address.ToString();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }

    private static bool IsOfWeb(string redirectUri) =>
        redirectUri.StartsWith("http://", StringComparison.Ordinal)
        || redirectUri.StartsWith("https://", StringComparison.Ordinal);

    // Browsers hold a form's redirect to the policy too: the scheme of a program on the device must be in it.
    private static string PolicyFor(string redirectUri) =>
        IsOfWeb(redirectUri)
            ? PageAssets.ContentSecurityPolicy
            : PageAssets.ContentSecurityPolicy.Replace(
                "form-action 'self'",
                $"form-action 'self' {new Uri(redirectUri).Scheme}:",
                StringComparison.Ordinal
            );

    private static string GoesTo(string redirectUri)
    {
        var uri = new Uri(redirectUri);
        return IsOfWeb(redirectUri) ? uri.Authority : uri.Scheme;
    }
}
