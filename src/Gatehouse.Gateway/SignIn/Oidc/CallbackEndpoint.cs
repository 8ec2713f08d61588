using System.Globalization;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Gatehouse.Providers.SignIn;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>Where a provider sends the browser back, with a code or with an error.</summary>
internal sealed class CallbackEndpoint(OidcServices services, SessionStarter starter) : IEndpoint
{
    private const int LongestTold = 300;

    private static readonly TimeSpan ClockToldEvery = TimeSpan.FromHours(1);

    public string Path => "callback/*";

    public bool NeedsSessions => true;

    public bool Identifies => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var path = decision.Facts.Path.Text;
        if (services.Providers().Find(path[(path.LastIndexOf('/') + 1)..]) is not { Client: { } client } provider)
        {
            await RefuseAsync(context, decision, Finding.Failed(Causes.Route.Unknown), user: null);
            return;
        }

        var flow = One(context, "state") is { } state ? SignInFlow.Open(services.SignIn.Seal, state) : null;
        var against = WhatStandsAgainst(context, decision, provider, flow);
        if (against is not null)
        {
            await RefuseAsync(context, decision, against, user: null);
            return;
        }

        FlowCookies.Delete(context, decision.Facts, flow!);
        await CompleteAsync(context, decision, provider, client, flow!);
    }

    private async Task CompleteAsync(
        HttpContext context,
        Decision decision,
        OidcProvider provider,
        OidcClient client,
        SignInFlow flow
    )
    {
        if (await WrongAnswerAsync(context, provider, client) is { } wrong)
        {
            await RefuseAsync(context, decision, wrong, user: null);
            return;
        }

        var redeemed = await client.RedeemAsync(
            One(context, "code")!,
            flow.Verifier,
            OidcServices.RedirectOf(decision.Site, provider.Name),
            context.RequestAborted
        );
        if (redeemed.Value is not { } tokens)
        {
            await RefuseAsync(context, decision, redeemed.Refusal!, user: null);
            return;
        }

        var identified = await client.IdentifyAsync(
            tokens,
            new SignInDemand(flow.Nonce, flow.MaxAge, Subject: null),
            context.RequestAborted
        );
        if (identified.Value is not { } person)
        {
            await RefuseAsync(context, decision, identified.Refusal!, user: null);
            return;
        }

        NoteClock(decision.Site, provider, client);
        var (user, refusal) = await AccountLinks.FindAsync(services.Links, provider, person, context.RequestAborted);
        if (refusal is not null)
        {
            await RefuseAsync(context, decision, refusal, user?.Name);
            return;
        }

        var now = decision.Facts.ReceivedAt;
        var begun = await starter.StartAsync(
            context,
            decision,
            user!,
            flow.ReturnTo,
            session =>
                session with
                {
                    Provider = provider.Name,
                    Subject = person.Subject,
                    ProviderSession = person.Session,
                    Roles = provider.RolesFor(person),
                    Sealed = SealedSignIn.Of(tokens, now).Close(services.SignIn.Seal, session.Id),
                    Methods = MethodsOf(provider, person),
                    Acr = person.Acr,
                    // What the provider does not say is not taken for fresh.
                    AuthenticatedAt =
                        person.AuthenticatedAt is not { } at ? DateTimeOffset.UnixEpoch
                        : at > now ? now
                        : at,
                }
        );
        if (!begun)
        {
            // Closed or removed while the provider was asked.
            var closed = Finding.Failed(Causes.User.Disabled, Evidence.ForOperator("user", user!.Name));
            await RefuseAsync(context, decision, closed, user.Name);
        }
    }

    // A class that means two factors there is written as `mfa`: what it meant at the sign-in stands, whatever is configured later.
    private static IReadOnlyList<string> MethodsOf(OidcProvider provider, ProviderPerson person) =>
        Assurance.FactorsOf(person.Methods, person.Acr, provider.Settings.TwoFactorAcr) > 1
            ? [.. person.Methods.Append(Assurance.SeveralFactors).Distinct(StringComparer.Ordinal)]
            : person.Methods;

    // Told before it refuses anybody: a clock that is behind goes unnoticed until a token is short-lived.
    private void NoteClock(Site site, OidcProvider provider, OidcClient client)
    {
        if (
            client.ClockAheadSeconds is { } ahead
            && Math.Abs(ahead) > site.ClockSkew.TotalSeconds
            && services.Used.TryUse("clock of " + provider.Name, ClockToldEvery)
        )
        {
            services.SignIn.Log(
                $"The provider {provider.Name}: {ProviderFindings.ClockSentence(ahead, "the Date of its last answer")}."
            );
        }
    }

    // Whether the answer belongs to a sign-in that this browser began. From here on the state is used up.
    private Failed? WhatStandsAgainst(HttpContext context, Decision decision, OidcProvider provider, SignInFlow? flow)
    {
        if (flow is null)
        {
            return ProviderFindings.StateMismatch(
                provider.Name,
                "no sign-in of this site made it",
                context.Request.Query["state"].Count switch
                {
                    0 => "the answer has no state: an old bookmark of the callback, or a link that somebody else made",
                    1 => "the state was not sealed here, or with a key that is no longer kept",
                    _ => "the answer has more than one state",
                }
            );
        }

        var age = decision.Facts.ReceivedAt - flow.StartedAt;
        if (!string.Equals(flow.Provider, provider.Name, StringComparison.Ordinal))
        {
            return ProviderFindings.StateMismatch(
                provider.Name,
                "it came from another provider than the sign-in was begun with",
                $"the sign-in was begun with {flow.Provider}"
            );
        }

        if (services.Used.WasUsed(flow.Id))
        {
            return ProviderFindings.StateMismatch(
                provider.Name,
                "the sign-in was completed already",
                Seconds($"this state came back before; its sign-in was begun {age.TotalSeconds:0} s ago")
            );
        }

        if (age > SignInFlow.Lifetime)
        {
            return ProviderFindings.StateMismatch(
                provider.Name,
                "the sign-in was begun more than ten minutes ago",
                Seconds(
                    $"the sign-in was begun {age.TotalSeconds:0} s ago, and {SignInFlow.Lifetime.TotalSeconds:0} are allowed"
                )
            );
        }

        return FlowCookies.Find(decision.Facts, flow) is not { } cookie || !flow.Fits(cookie)
                ? CookieMissing(decision, provider, flow, age)
            : services.Used.TryUse(flow.Id, SignInFlow.Lifetime) ? null
            : ProviderFindings.StateMismatch(
                provider.Name,
                "the sign-in was completed already",
                "this state came back twice at once"
            );
    }

    private static Failed CookieMissing(Decision decision, OidcProvider provider, SignInFlow flow, TimeSpan age)
    {
        var facts = decision.Facts;
        var otherHost = !string.Equals(flow.Host, facts.Host, StringComparison.Ordinal);
        var cookies = facts.Headers.Count("Cookie") == 0 ? "no cookie at all" : "other cookies";
        return ProviderFindings.StateMismatch(
            provider.Name,
            otherHost
                ? "the sign-in was begun under another host name of this site"
                : "this browser did not send the cookie that the sign-in had set",
            Seconds(
                $"the sign-in was begun {age.TotalSeconds:0} s ago under the host {flow.Host} and came back to {facts.Host} "
            )
                + $"({(facts.Https ? "https" : "http")}) without its cookie, with {cookies} and those of "
                + Seconds($"{FlowCookies.Count(facts)} other sign-ins: ")
                + (
                    otherHost ? "people must come by the host of public-url alone"
                    : FlowCookies.Count(facts) > 0 ? "another browser's state, or a cookie of this one that went lost"
                    : "another browser, cookies that are blocked, or an answer by POST, to which SameSite=Lax keeps cookies back"
                )
        );
    }

    // RFC 6749 section 4.1.2.1, RFC 9207 section 2.4.
    private static async Task<Finding?> WrongAnswerAsync(HttpContext context, OidcProvider provider, OidcClient client)
    {
        var named = One(context, "iss");
        if (named is not null && !string.Equals(named, provider.Issuer, StringComparison.Ordinal))
        {
            return ProviderFindings.Misconfigured(
                provider.Name,
                "authorization_endpoint",
                $"the answer names the issuer {SafeText.Escape(named, LongestTold)}, but {provider.Issuer} is configured: another provider's answer, or another name of the same"
            );
        }

        var metadata = client.KnownMetadata ?? (await client.FindMetadataAsync(context.RequestAborted)).Value;
        if (named is null && metadata is { NamesIssuer: true })
        {
            return ProviderFindings.Misconfigured(
                provider.Name,
                "authorization_endpoint",
                "the answer names no issuer (iss), though the provider says that its answers do"
            );
        }

        if (One(context, "error") is { } error)
        {
            return ErrorOf(provider, error, One(context, "error_description"));
        }

        return One(context, "code") is null
            ? ProviderFindings.Misconfigured(
                provider.Name,
                "authorization_endpoint",
                "the answer has neither a code nor an error"
            )
            : null;
    }

    private static Finding ErrorOf(OidcProvider provider, string error, string? description)
    {
        var problem =
            $"the provider answered error={SafeText.Escape(error, LongestTold)}"
            + (description is null ? "" : ": " + SafeText.Escape(description, LongestTold));
        return error switch
        {
            "access_denied" => ProviderFindings.LoginFailed(
                provider.Name,
                "you, or somebody at this screen, said no there",
                problem
            ),
            "login_required" or "interaction_required" or "consent_required" or "account_selection_required" =>
                ProviderFindings.LoginFailed(
                    provider.Name,
                    "it wants something of you that it could not ask for",
                    problem
                ),
            "unmet_authentication_requirements" => ProviderFindings.LoginFailed(
                provider.Name,
                "it signed you in in a weaker way than this site asks for",
                problem
            ),
            "server_error" or "temporarily_unavailable" => ProviderFindings.Unreachable(
                provider.Name,
                "authorization_endpoint",
                problem
            ),
            "invalid_request"
            or "invalid_client"
            or "unauthorized_client"
            or "unsupported_response_type"
            or "invalid_scope"
            or "request_not_supported" => ProviderFindings.Misconfigured(
                provider.Name,
                "authorization_endpoint",
                problem
            ),
            _ => ProviderFindings.LoginFailed(provider.Name, "it ended the sign-in with an error of its own", problem),
        };
    }

    private static string? One(HttpContext context, string name) =>
        context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    private static string Seconds(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private Task RefuseAsync(HttpContext context, Decision decision, Finding finding, string? user) =>
        services
            .SignIn.Refusals()
            .RespondAsync(context, decision, Refusing.Because(decision, "provider", finding, user, toldToOwner: true));
}
